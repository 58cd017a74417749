-- What counts in a star beside the departments' points: honours, serious cases, the street's own method and what it awards
-- (domain.md F4-5, §6.8, R-BR-2, rulings A8, B2). Entries and decisions are rows of their own and never change.

-- True while entries may come in. Those below refer to it as true: none is added to a half-year that is being totalled, and
-- the half-year does not move on under one that is on its way.
alter table evaluation.cycle add column collecting boolean not null generated always as (state = 'open') stored;
comment on column evaluation.cycle.collecting is 'The half-year is open: what is counted in it may still be entered.';
alter table evaluation.cycle add constraint cycle_collecting unique (district, period, collecting);

create table evaluation.merit (
  district bigint not null,
  id uuid not null,
  period text not null,
  collecting boolean not null default true,
  area bigint not null,
  street bigint not null,
  kind text not null check (kind in ('honour', 'serious-case', 'street-method', 'street-award')),
  community uuid,
  title text not null check (length(title) > 0),
  document_number text not null check (length(document_number) > 0),
  document_title text not null check (length(document_title) > 0),
  level text check (level in ('national', 'province', 'city')),
  issuer text,
  title_key text,
  happened_on date,
  statement text,
  method_rules jsonb,
  method uuid,
  item int,
  points numeric(3, 1) check (points > 0),
  person uuid not null,
  account uuid not null,
  account_name text not null,
  entered_on date not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, id, period, person),
  unique (district, id, period, street),
  constraint merit_collecting foreign key (district, period, collecting) references evaluation.cycle (district, period, collecting) on update cascade,
  foreign key (district, period, community) references evaluation.roster (district, period, community),
  foreign key (district, method, period, street) references evaluation.merit (district, id, period, street),
  check ((kind = 'street-method') = (community is null)),
  check ((kind = 'street-method') = (method_rules is not null)),
  check (num_nonnulls(level, issuer, title_key) = case kind when 'honour' then 3 else 0 end),
  check ((kind in ('honour', 'serious-case')) = (happened_on is not null)),
  check ((kind = 'serious-case') = (statement is not null and length(statement) > 0)),
  check (num_nonnulls(method, item, points) = case kind when 'street-award' then 3 else 0 end)
);
comment on table evaluation.merit is 'Honours, serious cases, methods and awards of streets, as entered; insert-only. label: subtree.';
comment on column evaluation.merit.district is 'Six-digit district code.';
comment on column evaluation.merit.id is 'UUIDv7.';
comment on column evaluation.merit.period is 'Period key.';
comment on column evaluation.merit.collecting is 'Entered as true, while the half-year is open; follows the half-year.';
comment on column evaluation.merit.area is 'Access label: 12-digit code of the community, or of the street for a method.';
comment on column evaluation.merit.street is 'Nine-digit code of the street.';
comment on column evaluation.merit.kind is 'honour, serious-case, street-method, street-award.';
comment on column evaluation.merit.community is 'About which community; null for a method.';
comment on column evaluation.merit.title is 'Title of the honour or method; what happened; why it was awarded.';
comment on column evaluation.merit.document_number is 'Number of the document behind it.';
comment on column evaluation.merit.document_title is 'Title of that document.';
comment on column evaluation.merit.level is 'Level of an honour: national, province, city.';
comment on column evaluation.merit.issuer is 'Who gave the honour.';
comment on column evaluation.merit.title_key is 'Title of an honour without blanks and widths: the same one counts once.';
comment on column evaluation.merit.happened_on is 'Day of the honour; day on which the community was heard about a serious case.';
comment on column evaluation.merit.statement is 'What the community said about a serious case, in short.';
comment on column evaluation.merit.method_rules is 'Of a method: shifts of the dimensions and items of its own bonus.';
comment on column evaluation.merit.method is 'The method that an award is by.';
comment on column evaluation.merit.item is 'Which of its items, from 0.';
comment on column evaluation.merit.points is 'Points awarded.';
comment on column evaluation.merit.person is 'Person behind the account that entered it.';
comment on column evaluation.merit.account is 'Account.';
comment on column evaluation.merit.account_name is 'Name at that time. Personal data.';
comment on column evaluation.merit.entered_on is 'Business date.';
comment on column evaluation.merit.at is 'Real time.';
create index merit_period on evaluation.merit (district, period, community);

create table evaluation.merit_decision (
  district bigint not null,
  merit uuid not null,
  step int not null check (step in (1, 2)),
  period text not null,
  collecting boolean not null default true,
  area bigint not null,
  act text not null check (act in ('confirmed', 'declined', 'withdrawn')),
  entered_by uuid not null,
  person uuid not null,
  account uuid not null,
  account_name text not null,
  reason text,
  decided_on date not null,
  at timestamptz not null,
  primary key (district, merit, step),
  check ((step = 2) = (act = 'withdrawn')),
  check (act = 'confirmed' or (reason is not null and length(reason) > 0)),
  constraint merit_decision_two_people check (step = 2 or person <> entered_by),
  constraint merit_decision_collecting foreign key (district, period, collecting) references evaluation.cycle (district, period, collecting) on update cascade,
  foreign key (district, merit, period, entered_by) references evaluation.merit (district, id, period, person)
);
comment on table evaluation.merit_decision is 'What a second person decided on an entry, and its withdrawal; insert-only. label: subtree.';
comment on column evaluation.merit_decision.district is 'Six-digit district code.';
comment on column evaluation.merit_decision.merit is 'The entry.';
comment on column evaluation.merit_decision.step is '1: decided by a second person; 2: withdrawn.';
comment on column evaluation.merit_decision.period is 'Period key.';
comment on column evaluation.merit_decision.collecting is 'Entered as true, while the half-year is open; follows the half-year.';
comment on column evaluation.merit_decision.area is 'Access label: 12-digit code.';
comment on column evaluation.merit_decision.act is 'confirmed, declined, withdrawn.';
comment on column evaluation.merit_decision.entered_by is 'Person who entered it: the one who decides is another.';
comment on column evaluation.merit_decision.person is 'Person behind the account that acts.';
comment on column evaluation.merit_decision.account is 'Account.';
comment on column evaluation.merit_decision.account_name is 'Name at that time. Personal data.';
comment on column evaluation.merit_decision.reason is 'Why; null where it was simply confirmed.';
comment on column evaluation.merit_decision.decided_on is 'Business date.';
comment on column evaluation.merit_decision.at is 'Real time.';
create index merit_decision_period on evaluation.merit_decision (district, period);

alter table evaluation.merit enable row level security;
alter table evaluation.merit_decision enable row level security;
create policy subtree on evaluation.merit using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on evaluation.merit_decision using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
-- The key finds no half-year that is collecting once it is closed; these keep a row from pointing at the closed one.
create policy collecting on evaluation.merit as restrictive for insert with check (collecting);
create policy collecting on evaluation.merit_decision as restrictive for insert with check (collecting);
-- A community reads what was confirmed about it, without the names of those who did.
create policy confirmed on evaluation.merit as restrictive for select to yz_self
  using (kind = 'street-award' or exists (select from evaluation.merit_decision d where d.district = merit.district and d.merit = merit.id and d.act = 'confirmed'));

grant select on evaluation.merit, evaluation.merit_decision to yz_staff, yz_jobs;
grant insert on evaluation.merit, evaluation.merit_decision to yz_staff;
grant select (district, id, period, area, street, kind, community, title, document_number, document_title, level, issuer, title_key,
  happened_on, statement, method_rules, method, item, points, entered_on) on evaluation.merit to yz_self;
grant select (district, merit, step, period, area, act, reason, decided_on) on evaluation.merit_decision to yz_self;
grant update (area) on evaluation.merit, evaluation.merit_decision to yz_jobs;
