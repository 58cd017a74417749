-- Supervision 监督台 (rulings B8): a stop is overruled by the district commission alone, and by nobody who made it; who answered for
-- discipline in the joint review of a case does not supervise it; written opinions to a street or department, each answered once.

create table management.filing_stop_overrule (
  district bigint not null,
  stop uuid not null,
  author uuid not null,
  person uuid not null check (person <> author),
  person_name text not null,
  area bigint not null,
  reason text not null check (length(reason) > 0),
  document text not null check (length(document) > 0),
  signature uuid not null,
  overruled_on date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, stop),
  foreign key (district, stop, author) references management.filing_stop (district, id, person),
  foreign key (district, signature) references kernel.signature (district, id)
);
comment on table management.filing_stop_overrule is 'The district commission has overruled a stop; insert-only. label: subtree.';
comment on column management.filing_stop_overrule.district is 'Six-digit district code.';
comment on column management.filing_stop_overrule.stop is 'The stop.';
comment on column management.filing_stop_overrule.author is 'Who had stopped the case.';
comment on column management.filing_stop_overrule.person is 'Who overruled: never the author.';
comment on column management.filing_stop_overrule.person_name is 'Name as it was. Personal data.';
comment on column management.filing_stop_overrule.area is 'Access label: that of the case.';
comment on column management.filing_stop_overrule.reason is 'Why.';
comment on column management.filing_stop_overrule.document is 'Number of the commission''s decision.';
comment on column management.filing_stop_overrule.signature is 'Signature of the one who overruled.';
comment on column management.filing_stop_overrule.overruled_on is 'Business date.';
comment on column management.filing_stop_overrule.account is 'Account.';
comment on column management.filing_stop_overrule.at is 'Real time.';

create table management.supervision_opinion (
  district bigint not null,
  id uuid not null,
  year int not null,
  number int not null check (number > 0),
  area bigint not null,
  street bigint,
  org uuid,
  addressee text not null,
  items jsonb not null check (jsonb_array_length(items) > 0),
  findings text not null check (length(findings) > 0),
  asks text not null check (length(asks) > 0),
  until_date date not null check (until_date >= issued_on),
  signature uuid not null,
  person uuid not null,
  person_name text not null,
  issued_on date not null check (extract(year from issued_on) = year),
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, year, number),
  unique (district, id, area),
  check ((street is null) <> (org is null)),
  check (street is null or area = street * 1000),
  check (org is null or area = district * 1000000),
  foreign key (district, signature) references kernel.signature (district, id)
);
comment on table management.supervision_opinion is 'A written opinion of discipline 监督意见书 about items of the board, signed; insert-only. label: subtree.';
comment on column management.supervision_opinion.district is 'Six-digit district code.';
comment on column management.supervision_opinion.id is 'UUIDv7.';
comment on column management.supervision_opinion.year is 'Year of its number.';
comment on column management.supervision_opinion.number is 'n of 督〔year〕n号.';
comment on column management.supervision_opinion.area is 'Access label: the street addressed, or the district''s own for a department, so that no street reads it.';
comment on column management.supervision_opinion.street is 'Nine-digit code of the street addressed; null for a department.';
comment on column management.supervision_opinion.org is 'The department addressed; null for a street.';
comment on column management.supervision_opinion.addressee is 'Its name as it was.';
comment on column management.supervision_opinion.items is 'What it is about, as the board showed it: id, topic, day, words in both languages.';
comment on column management.supervision_opinion.findings is 'What was found.';
comment on column management.supervision_opinion.asks is 'What is asked.';
comment on column management.supervision_opinion.until_date is 'Last day for the answer.';
comment on column management.supervision_opinion.signature is 'Signature over all of it.';
comment on column management.supervision_opinion.person is 'Who wrote it.';
comment on column management.supervision_opinion.person_name is 'Name as it was. Personal data.';
comment on column management.supervision_opinion.issued_on is 'Business date.';
comment on column management.supervision_opinion.account is 'Account.';
comment on column management.supervision_opinion.at is 'Real time.';

create table management.supervision_answer (
  district bigint not null,
  opinion uuid not null,
  area bigint not null,
  answer text not null check (length(answer) > 0),
  answered_on date not null,
  person uuid not null,
  person_name text not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, opinion),
  foreign key (district, opinion, area) references management.supervision_opinion (district, id, area)
);
comment on table management.supervision_answer is 'The one answer to an opinion: by the street itself; of a department, as discipline received it; insert-only. label: subtree.';
comment on column management.supervision_answer.district is 'Six-digit district code.';
comment on column management.supervision_answer.opinion is 'The opinion.';
comment on column management.supervision_answer.area is 'Access label: that of the opinion.';
comment on column management.supervision_answer.answer is 'What was done.';
comment on column management.supervision_answer.answered_on is 'Business date.';
comment on column management.supervision_answer.person is 'Who entered it.';
comment on column management.supervision_answer.person_name is 'Name as it was. Personal data.';
comment on column management.supervision_answer.account is 'Account.';
comment on column management.supervision_answer.at is 'Real time.';

-- The board reads two kinds of acts out of all.
create index audit_row_watched on kernel.audit_row (district, id) where action = 'people.unmask' or object_type = 'list';

alter table management.filing_stop_overrule enable row level security;
alter table management.supervision_opinion enable row level security;
alter table management.supervision_answer enable row level security;
create policy subtree on management.filing_stop_overrule using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.supervision_opinion using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.supervision_answer using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy own_name on management.filing_stop_overrule as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
create policy own_name on management.supervision_opinion as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
create policy own_name on management.supervision_answer as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
-- Nobody supervises what he answered himself. A sealed reply is unseen here too; the operation looks at that one.
create policy not_replied on management.filing_stop as restrictive for insert with check (not exists (
  select from management.review_request q
  join management.review_reply r on r.district = q.district and r.request = q.id and r.department = 'JR-01'
  join kernel.signature s on s.district = r.district and s.id = r.signature
  where q.district = filing_stop.district and q.filing = filing_stop.filing and s.person = filing_stop.person));
-- A stop ends by its author's lifting or by the overruling; until then, or its last day, the case does not go on.
drop policy not_stopped on management.filing_act;
create policy not_stopped on management.filing_act as restrictive for insert with check (event in ('return', 'reject', 'decline', 'withdraw')
  or not exists (select from management.filing_stop s where s.district = filing_act.district and s.filing = filing_act.filing
    and s.until_date >= filing_act.on_date
    and not exists (select from management.filing_stop_end e where e.district = s.district and e.stop = s.id)
    and not exists (select from management.filing_stop_overrule o where o.district = s.district and o.stop = s.id)));

grant select on management.filing_stop_overrule to yz_staff, yz_filing;
-- Like the filing itself: not in reach of what staff do all day.
grant insert on management.filing_stop_overrule to yz_filing;
grant select, insert on management.supervision_opinion, management.supervision_answer to yz_staff;
-- Labels follow to another code (rulings G8).
grant select (area), update (area) on management.filing_stop_overrule, management.supervision_opinion, management.supervision_answer
  to yz_jobs;
