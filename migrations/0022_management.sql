-- Filing 规范备案 in six steps and the joint review 联审 (domain.md §6.5, §6.6, rulings B3, D3, G7, G11). Everything is insert-only:
-- where a case stands is its last act, and an act follows the one before by key, so that no role can jump a step.

create schema management;
grant usage on schema management to yz_staff, yz_reviewer, yz_jobs;

create table management.filing (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  community uuid not null,
  street bigint not null,
  kind text not null,
  reason text not null,
  post_kind text not null,
  person uuid not null,
  person_name text not null,
  planned_on date not null,
  pack_version uuid not null,
  opened_on date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id)
);
comment on table management.filing is 'A case of filing: one person, one post, one act on it; insert-only. label: subtree.';
comment on column management.filing.district is 'Six-digit district code.';
comment on column management.filing.id is 'UUIDv7.';
comment on column management.filing.area is 'Access label: 12-digit code of the community.';
comment on column management.filing.community is 'Community id.';
comment on column management.filing.street is 'Nine-digit code of the street.';
comment on column management.filing.kind is 'Code of the policy''s list filing_kinds.';
comment on column management.filing.reason is 'Code of the policy''s list filing_reasons.';
comment on column management.filing.post_kind is 'Kind of the post, as registry.post says.';
comment on column management.filing.person is 'Who.';
comment on column management.filing.person_name is 'Name as it was. Personal data.';
comment on column management.filing.planned_on is 'Day on which the act is meant to take effect.';
comment on column management.filing.pack_version is 'Policy version that the case keeps to its end (rulings G11).';
comment on column management.filing.opened_on is 'Business date.';
comment on column management.filing.account is 'Who opened it.';
comment on column management.filing.at is 'Real time.';

create table management.review_request (
  district bigint not null,
  id uuid not null,
  filing uuid not null,
  area bigint not null,
  round int not null check (round > 0),
  departments int not null check (departments > 0),
  asked_on date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, id, filing),
  unique (district, filing, round),
  foreign key (district, filing) references management.filing (district, id)
);
comment on table management.review_request is 'One round of the joint review of a case: every department is asked; insert-only. label: subtree.';
comment on column management.review_request.district is 'Six-digit district code.';
comment on column management.review_request.id is 'UUIDv7.';
comment on column management.review_request.filing is 'The case.';
comment on column management.review_request.area is 'Access label: the district''s own, so that no street reads it.';
comment on column management.review_request.round is '1, 2, …: asked again after a return, or when the result has expired.';
comment on column management.review_request.departments is 'How many departments the policy names.';
comment on column management.review_request.asked_on is 'Business date.';
comment on column management.review_request.account is 'Who asked.';
comment on column management.review_request.at is 'Real time.';

create table management.review_question (
  district bigint not null,
  request uuid not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  items text[] not null check (cardinality(items) > 0),
  person_name text not null,
  post text not null,
  sealed bytea not null,
  key_id text not null,
  due_on date not null,
  primary key (district, request, department),
  unique (district, request, department, org),
  foreign key (district, request) references management.review_request (district, id)
);
comment on table management.review_question is 'What one department is asked about one person: name, ID number and its own items, nothing else; insert-only. label: addressed; staff, jobs: subtree.';
comment on column management.review_question.district is 'Six-digit district code.';
comment on column management.review_question.request is 'The round.';
comment on column management.review_question.department is 'Code of the policy''s list review_departments.';
comment on column management.review_question.org is 'The organisation that held that duty: the addressee.';
comment on column management.review_question.area is 'Access label: the district''s own.';
comment on column management.review_question.items is 'Codes of the items it answers.';
comment on column management.review_question.person_name is 'Name. Personal data.';
comment on column management.review_question.post is 'Intended post, in words.';
comment on column management.review_question.sealed is 'ID number, encrypted with the district''s data key. Personal data.';
comment on column management.review_question.key_id is 'Of the data key.';
comment on column management.review_question.due_on is 'Last day of the limit.';

create table management.review_reply (
  district bigint not null,
  request uuid not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  held boolean not null,
  checked_in text not null,
  checked_on date not null,
  checked_people int not null check (checked_people > 0),
  signature uuid not null,
  account uuid not null,
  account_name text not null,
  replied_on date not null,
  at timestamptz not null,
  primary key (district, request, department),
  unique (district, request, department, org, held),
  foreign key (district, request, department, org) references management.review_question (district, request, department, org)
);
comment on table management.review_reply is 'A department''s signed reply about one person; insert-only. label: addressed; staff, jobs: subtree.';
comment on column management.review_reply.district is 'Six-digit district code.';
comment on column management.review_reply.request is 'The round.';
comment on column management.review_reply.department is 'Code of the department.';
comment on column management.review_reply.org is 'The addressee.';
comment on column management.review_reply.area is 'Access label: the district''s own.';
comment on column management.review_reply.held is 'It holds something sensitive: two named persons read it, and nobody else until it is released (rulings B3).';
comment on column management.review_reply.checked_in is 'System or file in which the department looked (rulings D3).';
comment on column management.review_reply.checked_on is 'When it looked.';
comment on column management.review_reply.checked_people is 'How many people it looked up in that sitting.';
comment on column management.review_reply.signature is 'Signature over the answers.';
comment on column management.review_reply.account is 'Who replied.';
comment on column management.review_reply.account_name is 'Name as it was. Personal data.';
comment on column management.review_reply.replied_on is 'Business date.';
comment on column management.review_reply.at is 'Real time.';

create table management.review_answer (
  district bigint not null,
  request uuid not null,
  department text not null,
  item text not null,
  org uuid not null,
  area bigint not null,
  held boolean not null,
  answer text not null check (answer in ('none-found', 'found', 'not-verifiable', 'not-ours', 'withheld-by-law', 'defer')),
  basis text,
  stops boolean not null generated always as (answer in ('found', 'defer')) stored,
  primary key (district, request, department, item),
  check (basis is not null or answer <> 'found'),
  foreign key (district, request, department, org, held)
    references management.review_reply (district, request, department, org, held)
);
comment on table management.review_answer is 'One department''s answer to one item, with the number of what it rests on and no story; insert-only. label: addressed; staff, jobs: subtree.';
comment on column management.review_answer.district is 'Six-digit district code.';
comment on column management.review_answer.request is 'The round.';
comment on column management.review_answer.department is 'Code of the department.';
comment on column management.review_answer.item is 'Code of the item.';
comment on column management.review_answer.org is 'The addressee.';
comment on column management.review_answer.area is 'Access label: the district''s own.';
comment on column management.review_answer.held is 'As its reply.';
comment on column management.review_answer.answer is 'Code of the policy''s list review_answers.';
comment on column management.review_answer.basis is 'Document number.';
comment on column management.review_answer.stops is 'The case waits for a hearing or a release.';

create table management.review_reader (
  district bigint not null,
  id uuid not null,
  slot int not null check (slot in (1, 2)),
  person uuid not null,
  person_name text not null,
  named_on date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id)
);
comment on table management.review_reader is 'The two named persons who read what departments mark sensitive; the newest of each slot counts; insert-only. label: district.';
comment on column management.review_reader.district is 'Six-digit district code.';
comment on column management.review_reader.id is 'UUIDv7.';
comment on column management.review_reader.slot is '1 or 2.';
comment on column management.review_reader.person is 'Who.';
comment on column management.review_reader.person_name is 'Name as it was. Personal data.';
comment on column management.review_reader.named_on is 'Business date.';
comment on column management.review_reader.account is 'Who named.';
comment on column management.review_reader.at is 'Real time.';

create table management.review_envelope (
  district bigint not null,
  request uuid not null,
  department text not null,
  person uuid not null,
  org uuid not null,
  held boolean not null default true check (held),
  primary key (district, request, department, person),
  foreign key (district, request, department, org, held)
    references management.review_reply (district, request, department, org, held)
);
comment on table management.review_envelope is 'Who may read a sensitive reply: one row for each named person; insert-only. label: addressed; staff: own.';
comment on column management.review_envelope.district is 'Six-digit district code.';
comment on column management.review_envelope.request is 'The round.';
comment on column management.review_envelope.department is 'Code of the department.';
comment on column management.review_envelope.person is 'The named person.';
comment on column management.review_envelope.org is 'The department that sealed it.';
comment on column management.review_envelope.held is 'As its reply: true.';

create table management.review_resolution (
  district bigint not null,
  request uuid not null,
  department text not null,
  item text not null,
  area bigint not null,
  outcome text not null check (outcome in ('cleared', 'confirmed')),
  heard_on date not null,
  reason text not null check (length(reason) > 0),
  account uuid not null,
  account_name text not null,
  decided_on date not null,
  at timestamptz not null,
  primary key (district, request, department, item),
  foreign key (district, request, department, item) references management.review_answer (district, request, department, item)
);
comment on table management.review_resolution is 'What became of a finding after the person was heard; insert-only. label: subtree.';
comment on column management.review_resolution.district is 'Six-digit district code.';
comment on column management.review_resolution.request is 'The round.';
comment on column management.review_resolution.department is 'Code of the department.';
comment on column management.review_resolution.item is 'Code of the item.';
comment on column management.review_resolution.area is 'Access label: the district''s own.';
comment on column management.review_resolution.outcome is 'cleared: the case goes on; confirmed: it ends.';
comment on column management.review_resolution.heard_on is 'Day on which the person was heard.';
comment on column management.review_resolution.reason is 'Why.';
comment on column management.review_resolution.account is 'Who decided.';
comment on column management.review_resolution.account_name is 'Name as it was. Personal data.';
comment on column management.review_resolution.decided_on is 'Business date.';
comment on column management.review_resolution.at is 'Real time.';

create table management.review_release (
  district bigint not null,
  request uuid not null,
  department text not null,
  person uuid not null,
  area bigint not null,
  reason text not null check (length(reason) > 0),
  released_on date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, request, department),
  foreign key (district, request, department, person) references management.review_envelope (district, request, department, person)
);
comment on table management.review_release is 'A named person has released a sensitive reply: from now on it is read like any other; insert-only. label: subtree.';
comment on column management.review_release.district is 'Six-digit district code.';
comment on column management.review_release.request is 'The round.';
comment on column management.review_release.department is 'Code of the department.';
comment on column management.review_release.person is 'The named person who released it.';
comment on column management.review_release.area is 'Access label: the district''s own.';
comment on column management.review_release.reason is 'Why.';
comment on column management.review_release.released_on is 'Business date.';
comment on column management.review_release.account is 'Account.';
comment on column management.review_release.at is 'Real time.';

create table management.review_conclusion (
  district bigint not null,
  request uuid not null,
  filing uuid not null,
  area bigint not null,
  concluded_on date not null,
  valid_until date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, request),
  unique (district, request, filing),
  foreign key (district, request, filing) references management.review_request (district, id, filing)
);
comment on table management.review_conclusion is 'All departments have replied and nothing stands against the person; insert-only. label: subtree.';
comment on column management.review_conclusion.district is 'Six-digit district code.';
comment on column management.review_conclusion.request is 'The round.';
comment on column management.review_conclusion.filing is 'The case.';
comment on column management.review_conclusion.area is 'Access label: the district''s own.';
comment on column management.review_conclusion.concluded_on is 'Business date.';
comment on column management.review_conclusion.valid_until is 'Last day on which a filing may rest on it.';
comment on column management.review_conclusion.account is 'Who concluded it.';
comment on column management.review_conclusion.at is 'Real time.';

create table management.filing_act (
  district bigint not null,
  filing uuid not null,
  seq int not null check (seq > 0),
  prior int generated always as (nullif(seq - 1, 0)) stored,
  area bigint not null,
  event text not null,
  from_state text,
  to_state text not null,
  reason text,
  document text,
  details jsonb not null,
  request uuid,
  account uuid not null,
  account_name text not null,
  on_date date not null,
  at timestamptz not null,
  primary key (district, filing, seq),
  unique (district, filing, seq, to_state),
  check ((seq = 1) = (from_state is null)),
  -- A case comes to vetting by a concluded review and by nothing else, whatever was returned before.
  constraint filing_act_concluded check ((event = 'conclude') = (request is not null)),
  constraint filing_act_possible check (
    (event, coalesce(from_state, ''), to_state) in (
      ('propose', '', 'motion'), ('propose', '', 'filing'), ('accept', 'motion', 'review'), ('decline', 'motion', 'rejected'),
      ('conclude', 'review', 'vetting'), ('reject', 'review', 'rejected'), ('vet', 'vetting', 'decision'),
      ('decide', 'decision', 'notice'), ('reject', 'decision', 'rejected'), ('close', 'notice', 'filing'), ('file', 'filing', 'filed'),
      ('reject', 'notice', 'rejected'))
    or event = 'withdraw' and to_state = 'withdrawn' and from_state in ('motion', 'review', 'vetting', 'decision', 'notice', 'filing')
    or event = 'return' and (from_state, to_state) in (
      ('review', 'motion'), ('vetting', 'motion'), ('vetting', 'review'), ('decision', 'motion'), ('decision', 'review'),
      ('notice', 'motion'), ('notice', 'review'), ('notice', 'decision'))),
  foreign key (district, filing) references management.filing (district, id),
  constraint filing_act_follows foreign key (district, filing, prior, from_state)
    references management.filing_act (district, filing, seq, to_state),
  foreign key (district, request, filing) references management.review_conclusion (district, request, filing)
);
comment on table management.filing_act is 'What was done in a case, in order; the last one says where it stands; insert-only. label: subtree.';
comment on column management.filing_act.district is 'Six-digit district code.';
comment on column management.filing_act.filing is 'The case.';
comment on column management.filing_act.seq is '1, 2, …';
comment on column management.filing_act.prior is 'The act before.';
comment on column management.filing_act.area is 'Access label: that of the case.';
comment on column management.filing_act.event is 'Event of the procedure.';
comment on column management.filing_act.from_state is 'State before.';
comment on column management.filing_act.to_state is 'State after.';
comment on column management.filing_act.reason is 'Why, where the event asks for it.';
comment on column management.filing_act.document is 'Minutes or document.';
comment on column management.filing_act.details is 'What the step records: votes, talks, dates, the filing number.';
comment on column management.filing_act.request is 'The concluded review that a case goes on with.';
comment on column management.filing_act.account is 'Who did it.';
comment on column management.filing_act.account_name is 'Name as it was. Personal data.';
comment on column management.filing_act.on_date is 'Business date.';
comment on column management.filing_act.at is 'Real time.';

create table management.filing_objection (
  district bigint not null,
  id uuid not null,
  filing uuid not null,
  area bigint not null,
  received_on date not null,
  channel text not null check (channel in ('visit', 'letter', 'call')),
  summary text not null check (length(summary) > 0),
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  foreign key (district, filing) references management.filing (district, id)
);
comment on table management.filing_objection is 'An objection during the public notice; who objected is not kept; insert-only. label: subtree.';
comment on column management.filing_objection.district is 'Six-digit district code.';
comment on column management.filing_objection.id is 'UUIDv7.';
comment on column management.filing_objection.filing is 'The case.';
comment on column management.filing_objection.area is 'Access label: that of the case.';
comment on column management.filing_objection.received_on is 'Day of receipt: from here the days of the notice do not count.';
comment on column management.filing_objection.channel is 'visit, letter, call.';
comment on column management.filing_objection.summary is 'What it says, without names of those who object.';
comment on column management.filing_objection.account is 'Who entered it.';
comment on column management.filing_objection.at is 'Real time.';

create table management.filing_objection_answer (
  district bigint not null,
  objection uuid not null,
  area bigint not null,
  outcome text not null check (outcome in ('kept', 'upheld')),
  finding text not null check (length(finding) > 0),
  answered_on date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, objection),
  foreign key (district, objection) references management.filing_objection (district, id)
);
comment on table management.filing_objection_answer is 'What was found; insert-only. label: subtree.';
comment on column management.filing_objection_answer.district is 'Six-digit district code.';
comment on column management.filing_objection_answer.objection is 'The objection.';
comment on column management.filing_objection_answer.area is 'Access label: that of the case.';
comment on column management.filing_objection_answer.outcome is 'kept: the case goes on; upheld: it ends.';
comment on column management.filing_objection_answer.finding is 'What was found.';
comment on column management.filing_objection_answer.answered_on is 'Day of the answer: from the next day the days count again.';
comment on column management.filing_objection_answer.account is 'Who answered.';
comment on column management.filing_objection_answer.at is 'Real time.';

create table management.filing_stop (
  district bigint not null,
  id uuid not null,
  filing uuid not null,
  area bigint not null,
  reason text not null check (length(reason) > 0),
  from_date date not null,
  until_date date not null check (until_date >= from_date),
  person uuid not null,
  person_name text not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, id, person),
  foreign key (district, filing) references management.filing (district, id)
);
comment on table management.filing_stop is 'Discipline has stopped a case for some working days (rulings B8); insert-only. label: subtree.';
comment on column management.filing_stop.district is 'Six-digit district code.';
comment on column management.filing_stop.id is 'UUIDv7.';
comment on column management.filing_stop.filing is 'The case.';
comment on column management.filing_stop.area is 'Access label: that of the case.';
comment on column management.filing_stop.reason is 'Why.';
comment on column management.filing_stop.from_date is 'Business date.';
comment on column management.filing_stop.until_date is 'Last day; afterwards it lapses.';
comment on column management.filing_stop.person is 'Who stopped it: nobody else lifts it.';
comment on column management.filing_stop.person_name is 'Name as it was. Personal data.';
comment on column management.filing_stop.account is 'Account.';
comment on column management.filing_stop.at is 'Real time.';

create table management.filing_stop_end (
  district bigint not null,
  stop uuid not null,
  person uuid not null,
  area bigint not null,
  reason text not null check (length(reason) > 0),
  lifted_on date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, stop),
  foreign key (district, stop, person) references management.filing_stop (district, id, person)
);
comment on table management.filing_stop_end is 'Its author has lifted a stop; insert-only. label: subtree.';
comment on column management.filing_stop_end.district is 'Six-digit district code.';
comment on column management.filing_stop_end.stop is 'The stop.';
comment on column management.filing_stop_end.person is 'Who lifted it: the one who stopped.';
comment on column management.filing_stop_end.area is 'Access label: that of the case.';
comment on column management.filing_stop_end.reason is 'Why.';
comment on column management.filing_stop_end.lifted_on is 'Business date.';
comment on column management.filing_stop_end.account is 'Account.';
comment on column management.filing_stop_end.at is 'Real time.';

-- A department finds its own among those of eighteen.
create index review_question_org on management.review_question (org);
create index review_reply_org on management.review_reply (org);
create index review_answer_org on management.review_answer (org);

-- Row-level security and grants --------------------------------------------------------------------------------------

alter table management.filing enable row level security;
alter table management.filing_act enable row level security;
alter table management.filing_stop enable row level security;
alter table management.filing_stop_end enable row level security;
alter table management.filing_objection enable row level security;
alter table management.filing_objection_answer enable row level security;
alter table management.review_request enable row level security;
alter table management.review_question enable row level security;
alter table management.review_reply enable row level security;
alter table management.review_answer enable row level security;
alter table management.review_reader enable row level security;
alter table management.review_envelope enable row level security;
alter table management.review_resolution enable row level security;
alter table management.review_release enable row level security;
alter table management.review_conclusion enable row level security;
create policy subtree on management.filing using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.filing_act using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.filing_stop using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.filing_stop_end using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.filing_objection using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.filing_objection_answer using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_request using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_resolution using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_release using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on management.review_conclusion using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy addressed on management.review_question to yz_reviewer using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on management.review_question to yz_staff, yz_jobs using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy addressed on management.review_reply to yz_reviewer using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on management.review_reply to yz_staff, yz_jobs using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy addressed on management.review_answer to yz_reviewer using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on management.review_answer to yz_staff, yz_jobs using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on management.review_reader using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy addressed on management.review_envelope to yz_reviewer using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy own on management.review_envelope to yz_staff using (person = nullif(current_setting('app.person', true), '')::uuid);
-- What a department marked sensitive is, to everybody but the two named persons, a reply that has not come.
create policy held on management.review_reply as restrictive for select to yz_staff using (not held
  or exists (select from management.review_envelope e where e.district = review_reply.district and e.request = review_reply.request and e.department = review_reply.department)
  or exists (select from management.review_release l where l.district = review_reply.district and l.request = review_reply.request and l.department = review_reply.department));
create policy held on management.review_answer as restrictive for select to yz_staff using (not held
  or exists (select from management.review_envelope e where e.district = review_answer.district and e.request = review_answer.request and e.department = review_answer.department)
  or exists (select from management.review_release l where l.district = review_answer.district and l.request = review_answer.request and l.department = review_answer.department));
-- Nobody releases in another one's name.
create policy own_name on management.review_release as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
create policy own_name on management.filing_stop as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
create policy own_name on management.filing_stop_end as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);
-- While discipline has stopped a case it does not go on; back and out it may go.
create policy not_stopped on management.filing_act as restrictive for insert with check (event in ('return', 'reject', 'decline', 'withdraw')
  or not exists (select from management.filing_stop s where s.district = filing_act.district and s.filing = filing_act.filing
    and s.until_date >= filing_act.on_date
    and not exists (select from management.filing_stop_end e where e.district = s.district and e.stop = s.id)));
-- Silence is never consent: every department asked has replied, as far as the one who concludes may see, and whatever stops the
-- case was cleared.
create policy complete on management.review_conclusion as restrictive for insert with check (
  (select q.departments from management.review_request q where q.district = review_conclusion.district and q.id = review_conclusion.request)
    = (select count(*) from management.review_reply r where r.district = review_conclusion.district and r.request = review_conclusion.request)
  and not exists (
    select from management.review_answer a where a.district = review_conclusion.district and a.request = review_conclusion.request and a.stops
      and not exists (select from management.review_resolution s where s.district = a.district and s.request = a.request
        and s.department = a.department and s.item = a.item and s.outcome = 'cleared')));

grant select, insert on management.filing, management.filing_act, management.filing_objection, management.filing_objection_answer,
  management.filing_stop, management.filing_stop_end, management.review_request, management.review_question, management.review_resolution, management.review_release,
  management.review_conclusion to yz_staff;
grant select on management.review_reader to yz_staff;
grant select on management.review_reply, management.review_answer, management.review_envelope to yz_staff;
grant select on management.review_question, management.review_reader to yz_reviewer;
grant select, insert on management.review_reader to yz_auth;
grant usage on schema management to yz_auth, yz_filing;
-- The last step runs as class filing: a number, its grant and the tenure in one transaction.
grant select on management.filing, management.filing_act, management.filing_stop, management.filing_stop_end, management.review_conclusion
  to yz_filing;
grant insert on management.filing_act to yz_filing;
grant select, insert on management.review_reply, management.review_answer, management.review_envelope to yz_reviewer;
-- Labels follow a community to another code (rulings G8); of the review a job reads nothing but the label.
grant select (area), update (area) on management.filing, management.filing_act, management.filing_stop, management.filing_stop_end, management.filing_objection,
  management.filing_objection_answer, management.review_request, management.review_question, management.review_reply,
  management.review_answer, management.review_resolution, management.review_release, management.review_conclusion to yz_jobs;
-- Limits of the policy that the case keeps.
grant usage on schema policy to yz_filing;
grant select on policy.pack_version to yz_filing;
