-- Replies to the joint review by stamped letter and by encrypted Excel (rulings D3): what goes out under a number comes back,
-- is registered by one person and confirmed by another; only then is it a reply. All of it is insert-only.

-- What may be answered is what the case's own policy version says (rulings G11); a department reads no case.
alter table management.review_question add column pack_version uuid;
comment on column management.review_question.pack_version is 'Policy version that the case keeps.';
update management.review_question q set pack_version = f.pack_version
  from management.review_request r join management.filing f on f.district = r.district and f.id = r.filing
  where r.district = q.district and r.id = q.request;
alter table management.review_question alter column pack_version set not null;

create table management.review_dispatch (
  district bigint not null,
  id uuid not null,
  own boolean not null,
  year int check (year > 2000),
  seq int check (seq > 0),
  number text generated always as ('联审函〔' || year || '〕' || seq || '号') stored,
  department text not null,
  org uuid not null,
  area bigint not null,
  due_on date not null,
  opened_on date not null,
  account uuid not null,
  account_name text not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, year, seq),
  unique (district, id, department, org),
  check (own = (seq is null) and (seq is null) = (year is null))
);
comment on table management.review_dispatch is 'Questions to one department that travel together: by letter under a number, or as the department''s own workbook; insert-only. label: addressed; staff, jobs: subtree.';
comment on column management.review_dispatch.district is 'Six-digit district code.';
comment on column management.review_dispatch.id is 'UUIDv7.';
comment on column management.review_dispatch.own is 'A workbook that the department made for itself; it has no number.';
comment on column management.review_dispatch.year is 'Of the number.';
comment on column management.review_dispatch.seq is '1, 2, … in the year.';
comment on column management.review_dispatch.number is 'As it is printed, and as its QR code says.';
comment on column management.review_dispatch.department is 'Code of the policy''s list review_departments.';
comment on column management.review_dispatch.org is 'The addressee.';
comment on column management.review_dispatch.area is 'Access label: the district''s own, so that no street reads it.';
comment on column management.review_dispatch.due_on is 'First of the days by which its questions are to be answered.';
comment on column management.review_dispatch.opened_on is 'Business date.';
comment on column management.review_dispatch.account is 'Who opened it.';
comment on column management.review_dispatch.account_name is 'Name as it was. Personal data.';
comment on column management.review_dispatch.at is 'Real time.';

create table management.review_dispatch_question (
  district bigint not null,
  dispatch uuid not null,
  place int not null check (place > 0),
  request uuid not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  primary key (district, dispatch, request),
  unique (district, dispatch, place),
  unique (district, dispatch, request, department, org),
  foreign key (district, dispatch, department, org) references management.review_dispatch (district, id, department, org),
  foreign key (district, request, department, org) references management.review_question (district, request, department, org)
);
comment on table management.review_dispatch_question is 'The questions of a dispatch, in the order of its list; insert-only. label: addressed; staff, jobs: subtree.';
comment on column management.review_dispatch_question.district is 'Six-digit district code.';
comment on column management.review_dispatch_question.dispatch is 'The dispatch.';
comment on column management.review_dispatch_question.place is '1, 2, …: the line of the list.';
comment on column management.review_dispatch_question.request is 'The round about one person.';
comment on column management.review_dispatch_question.department is 'Code of the department.';
comment on column management.review_dispatch_question.org is 'The addressee.';
comment on column management.review_dispatch_question.area is 'Access label: the district''s own.';

create table management.review_workbook (
  district bigint not null,
  id uuid not null,
  dispatch uuid not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  sealed bytea not null,
  key_id text not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  foreign key (district, dispatch, department, org) references management.review_dispatch (district, id, department, org)
);
comment on table management.review_workbook is 'A password of a dispatch''s encrypted workbook, told by telephone; the newest is used, each opens what it closed; insert-only. label: addressed; staff, jobs: subtree.';
comment on column management.review_workbook.district is 'Six-digit district code.';
comment on column management.review_workbook.id is 'UUIDv7.';
comment on column management.review_workbook.dispatch is 'The dispatch.';
comment on column management.review_workbook.department is 'Code of the department.';
comment on column management.review_workbook.org is 'The addressee.';
comment on column management.review_workbook.area is 'Access label: the district''s own.';
comment on column management.review_workbook.sealed is 'The password, encrypted with the district''s data key.';
comment on column management.review_workbook.key_id is 'Of the data key.';
comment on column management.review_workbook.account is 'Who made it.';
comment on column management.review_workbook.at is 'Real time.';

create table management.review_registration (
  district bigint not null,
  id uuid not null,
  dispatch uuid not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  held boolean not null,
  seq int not null check (seq > 0),
  prior int generated always as (nullif(seq - 1, 0)) stored,
  prior_outcome text generated always as (case when seq > 1 then 'rejected' end) stored,
  way text not null check (way in ('letter', 'excel')),
  file uuid not null,
  checked_in text not null,
  checked_on date not null,
  checked_people int not null check (checked_people > 0),
  reader_one uuid,
  reader_two uuid,
  person uuid not null,
  person_name text not null,
  account uuid not null,
  registered_on date not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, dispatch, held, seq),
  unique (district, id, dispatch, department, org),
  unique (district, id, dispatch, department, org, way, held, seq, person),
  check (held = (reader_one is not null and reader_two is not null)),
  check (reader_one <> reader_two),
  check (not held or person in (reader_one, reader_two)),
  foreign key (district, dispatch, department, org) references management.review_dispatch (district, id, department, org),
  foreign key (district, file) references kernel.file (district, id)
);
comment on table management.review_registration is 'A letter or workbook that came back, as the first of two persons entered it; no reply yet; insert-only. label: subtree.';
comment on column management.review_registration.district is 'Six-digit district code.';
comment on column management.review_registration.id is 'UUIDv7.';
comment on column management.review_registration.dispatch is 'The dispatch that it answers.';
comment on column management.review_registration.department is 'Code of the department.';
comment on column management.review_registration.org is 'Who replied.';
comment on column management.review_registration.area is 'Access label: the district''s own.';
comment on column management.review_registration.held is 'Sensitive: only the two named persons read it (rulings B3).';
comment on column management.review_registration.seq is '1, 2, …: registered again after the second person rejected it.';
comment on column management.review_registration.prior is 'The registration before.';
comment on column management.review_registration.prior_outcome is 'What became of the one before: it was rejected.';
comment on column management.review_registration.way is 'letter, excel.';
comment on column management.review_registration.file is 'Scan of the letter, or the workbook.';
comment on column management.review_registration.checked_in is 'System or file in which the department looked (rulings D3).';
comment on column management.review_registration.checked_on is 'When it looked.';
comment on column management.review_registration.checked_people is 'How many people it looked up in that sitting.';
comment on column management.review_registration.reader_one is 'Named person of slot 1, of what is sensitive.';
comment on column management.review_registration.reader_two is 'Named person of slot 2.';
comment on column management.review_registration.person is 'Who registered it: the second has to be another person.';
comment on column management.review_registration.person_name is 'Name as it was. Personal data.';
comment on column management.review_registration.account is 'Account.';
comment on column management.review_registration.registered_on is 'Business date.';
comment on column management.review_registration.at is 'Real time.';

create table management.review_registration_question (
  district bigint not null,
  registration uuid not null,
  dispatch uuid not null,
  request uuid not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  primary key (district, registration, request),
  unique (district, registration, request, department, org),
  foreign key (district, registration, dispatch, department, org)
    references management.review_registration (district, id, dispatch, department, org),
  foreign key (district, dispatch, request, department, org)
    references management.review_dispatch_question (district, dispatch, request, department, org)
);
comment on table management.review_registration_question is 'The questions of the dispatch that a registration answers; insert-only. label: subtree.';
comment on column management.review_registration_question.district is 'Six-digit district code.';
comment on column management.review_registration_question.registration is 'The registration.';
comment on column management.review_registration_question.dispatch is 'The dispatch.';
comment on column management.review_registration_question.request is 'The round about one person.';
comment on column management.review_registration_question.department is 'Code of the department.';
comment on column management.review_registration_question.org is 'Who replied.';
comment on column management.review_registration_question.area is 'Access label: the district''s own.';

create table management.review_registration_answer (
  district bigint not null,
  registration uuid not null,
  request uuid not null,
  department text not null,
  org uuid not null,
  item text not null,
  area bigint not null,
  answer text not null check (answer in ('none-found', 'found', 'not-verifiable', 'not-ours', 'withheld-by-law', 'defer')),
  basis text,
  basis_key text generated always as (coalesce(basis, '')) stored,
  primary key (district, registration, request, item),
  unique (district, registration, request, department, item, answer, basis_key),
  check (basis is not null or answer <> 'found'),
  foreign key (district, registration, request, department, org)
    references management.review_registration_question (district, registration, request, department, org)
);
comment on table management.review_registration_answer is 'The answers of a registration; insert-only. label: subtree.';
comment on column management.review_registration_answer.district is 'Six-digit district code.';
comment on column management.review_registration_answer.registration is 'The registration.';
comment on column management.review_registration_answer.request is 'The round about one person.';
comment on column management.review_registration_answer.department is 'Code of the department.';
comment on column management.review_registration_answer.org is 'Who replied.';
comment on column management.review_registration_answer.item is 'Code of the item.';
comment on column management.review_registration_answer.area is 'Access label: the district''s own.';
comment on column management.review_registration_answer.answer is 'Code of the policy''s list review_answers.';
comment on column management.review_registration_answer.basis is 'Document number.';
comment on column management.review_registration_answer.basis_key is 'The same, empty for none: keys compare it.';

create table management.review_check (
  district bigint not null,
  registration uuid not null,
  dispatch uuid not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  way text not null,
  held boolean not null,
  seq int not null,
  first_person uuid not null,
  person uuid not null,
  outcome text not null check (outcome in ('confirmed', 'rejected')),
  reason text,
  person_name text not null,
  account uuid not null,
  checked_on date not null,
  at timestamptz not null,
  primary key (district, registration),
  unique (district, dispatch, held, seq, outcome),
  unique (district, registration, outcome, department, org, way, held),
  constraint review_check_two_persons check (person <> first_person),
  check (outcome = 'confirmed' or length(reason) > 0),
  constraint review_check_of foreign key (district, registration, dispatch, department, org, way, held, seq, first_person)
    references management.review_registration (district, id, dispatch, department, org, way, held, seq, person)
);
comment on table management.review_check is 'What the second person found: the same as the first, or not; insert-only. label: subtree.';
comment on column management.review_check.district is 'Six-digit district code.';
comment on column management.review_check.registration is 'The registration.';
comment on column management.review_check.dispatch is 'Its dispatch.';
comment on column management.review_check.department is 'Code of the department.';
comment on column management.review_check.org is 'Who replied.';
comment on column management.review_check.area is 'Access label: the district''s own.';
comment on column management.review_check.way is 'letter, excel.';
comment on column management.review_check.held is 'As its registration.';
comment on column management.review_check.seq is 'As its registration.';
comment on column management.review_check.first_person is 'Who registered.';
comment on column management.review_check.person is 'Who confirmed or rejected: another person.';
comment on column management.review_check.outcome is 'confirmed: it is a reply; rejected: to be registered again.';
comment on column management.review_check.reason is 'Why it was rejected.';
comment on column management.review_check.person_name is 'Name as it was. Personal data.';
comment on column management.review_check.account is 'Account.';
comment on column management.review_check.checked_on is 'Business date.';
comment on column management.review_check.at is 'Real time.';

-- Registered again only after the one before was rejected.
alter table management.review_registration add constraint review_registration_follows
  foreign key (district, dispatch, held, prior, prior_outcome) references management.review_check (district, dispatch, held, seq, outcome);

-- A reply says how it came; one that staff wrote rests on a registration that another person confirmed, answer by answer.
alter table management.review_reply
  add column way text not null default 'page' check (way in ('page', 'excel', 'letter')),
  add column registration uuid,
  add column registration_outcome text generated always as (case when registration is not null then 'confirmed' end) stored;
alter table management.review_reply alter column way drop default;
alter table management.review_reply
  add unique (district, request, department, registration),
  add constraint review_reply_way check ((registration is null or way <> 'page') and (registration is not null or way <> 'letter')),
  add constraint review_reply_confirmed foreign key (district, registration, registration_outcome, department, org, way, held)
    references management.review_check (district, registration, outcome, department, org, way, held),
  add constraint review_reply_registered foreign key (district, registration, request, department, org)
    references management.review_registration_question (district, registration, request, department, org);
comment on column management.review_reply.way is 'How it came (rulings D3): page, excel, letter.';
comment on column management.review_reply.registration is 'What it rests on, where staff registered it; null: the department replied itself.';
comment on column management.review_reply.registration_outcome is 'That registration was confirmed.';

alter table management.review_answer
  add column registration uuid,
  add column basis_key text generated always as (coalesce(basis, '')) stored;
alter table management.review_answer
  add constraint review_answer_of_reply foreign key (district, request, department, registration)
    references management.review_reply (district, request, department, registration),
  add constraint review_answer_registered foreign key (district, registration, request, department, item, answer, basis_key)
    references management.review_registration_answer (district, registration, request, department, item, answer, basis_key);
comment on column management.review_answer.registration is 'As its reply.';
comment on column management.review_answer.basis_key is 'The document number, empty for none: keys compare it.';

alter table management.review_envelope add column registration uuid;
alter table management.review_envelope
  add constraint review_envelope_of_reply foreign key (district, request, department, registration)
    references management.review_reply (district, request, department, registration);
comment on column management.review_envelope.registration is 'As its reply.';

create index review_dispatch_org on management.review_dispatch (org);
create index review_dispatch_question_request on management.review_dispatch_question (district, request, department);
create index review_workbook_dispatch on management.review_workbook (district, dispatch);
create index review_registration_answer_request on management.review_registration_answer (district, request);

-- Row-level security and grants --------------------------------------------------------------------------------------

alter table management.review_dispatch enable row level security;
alter table management.review_dispatch_question enable row level security;
alter table management.review_workbook enable row level security;
alter table management.review_registration enable row level security;
alter table management.review_registration_question enable row level security;
alter table management.review_registration_answer enable row level security;
alter table management.review_check enable row level security;
create policy addressed on management.review_dispatch to yz_reviewer using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on management.review_dispatch to yz_staff, yz_jobs using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy addressed on management.review_dispatch_question to yz_reviewer using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on management.review_dispatch_question to yz_staff, yz_jobs using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy addressed on management.review_workbook to yz_reviewer using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on management.review_workbook to yz_staff, yz_jobs using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_registration using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_registration_question using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_registration_answer using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_check using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
-- A number is given by staff alone.
create policy own_workbook on management.review_dispatch as restrictive for insert to yz_reviewer with check (own);
-- What is sensitive is, to everybody but the two named persons, a letter that has not come; and they are the ones named last.
create policy held on management.review_registration as restrictive for select to yz_staff using (not held
  or nullif(current_setting('app.person', true), '')::uuid in (reader_one, reader_two));
create policy named on management.review_registration as restrictive for insert with check (not held
  or reader_one = (select n.person from management.review_reader n where n.district = review_registration.district and n.slot = 1 order by n.id desc limit 1)
  and reader_two = (select n.person from management.review_reader n where n.district = review_registration.district and n.slot = 2 order by n.id desc limit 1));
create policy held on management.review_registration_question as restrictive for select to yz_staff using (exists (
  select from management.review_registration g where g.district = review_registration_question.district and g.id = review_registration_question.registration));
create policy held on management.review_registration_answer as restrictive for select to yz_staff using (exists (
  select from management.review_registration g where g.district = review_registration_answer.district and g.id = review_registration_answer.registration));
create policy held on management.review_check as restrictive for select to yz_staff using (exists (
  select from management.review_registration g where g.district = review_check.district and g.id = review_check.registration));
-- Nobody confirms what is kept from him, or in another one's name.
create policy visible on management.review_check as restrictive for insert with check (exists (
  select from management.review_registration g where g.district = review_check.district and g.id = review_check.registration));
create policy own_name on management.review_registration as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
create policy own_name on management.review_check as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
-- Staff write no reply but a registered one.
create policy registered on management.review_reply as restrictive for insert to yz_staff with check (registration is not null);
create policy registered on management.review_answer as restrictive for insert to yz_staff with check (registration is not null);
-- The named person who confirms seals for both.
drop policy own on management.review_envelope;
create policy district on management.review_envelope to yz_staff using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy own_envelope on management.review_envelope as restrictive for select to yz_staff using (person = nullif(current_setting('app.person', true), '')::uuid);
create policy registered on management.review_envelope as restrictive for insert to yz_staff with check (exists (
  select from management.review_registration g where g.district = review_envelope.district and g.id = review_envelope.registration
    and review_envelope.person in (g.reader_one, g.reader_two)));
comment on table management.review_envelope is 'Who may read a sensitive reply: one row for each named person, who alone reads it; insert-only. label: addressed; staff: district.';
-- No conclusion leaves out an answer that two persons registered.
create policy registered on management.review_conclusion as restrictive for insert with check (not exists (
  select from management.review_registration_answer g
  join management.review_check c on c.district = g.district and c.registration = g.registration and c.outcome = 'confirmed'
  where g.district = review_conclusion.district and g.request = review_conclusion.request
    and not exists (select from management.review_answer a where a.district = g.district and a.request = g.request
      and a.department = g.department and a.item = g.item)));

grant select, insert on management.review_dispatch, management.review_dispatch_question, management.review_workbook to yz_staff, yz_reviewer;
grant select, insert on management.review_registration, management.review_registration_question, management.review_registration_answer,
  management.review_check to yz_staff;
grant insert on management.review_reply, management.review_answer, management.review_envelope to yz_staff;
grant select (area), update (area) on management.review_dispatch, management.review_dispatch_question, management.review_workbook,
  management.review_registration, management.review_registration_question, management.review_registration_answer, management.review_check to yz_jobs;
