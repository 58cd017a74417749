-- Lists that come as Excel (imports), people, posts and who holds them. No tenure begins, changes or ends without a grant
-- (凡动必备, rulings G7): held by keys and privileges alone, whatever SQL a runtime role sends.

create extension if not exists btree_gist;

-- Imports ------------------------------------------------------------------------------------------------------------

create table kernel.import_batch (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  list text not null,
  state text not null check (state in ('checking', 'checked', 'confirming', 'writing', 'written', 'failed', 'discarded', 'undone')),
  file uuid not null,
  file_name text not null,
  reading uuid,
  problems uuid,
  counts jsonb not null default '{}',
  failure jsonb,
  progress int not null default 0 check (progress between 0 and 100),
  account uuid not null,
  person uuid not null,
  person_name text not null,
  accepted_by uuid,
  at timestamptz not null,
  finished_at timestamptz,
  version int not null default 1,
  primary key (district, id)
);
comment on table kernel.import_batch is 'One uploaded workbook of a list: checked, accepted in part or whole, undone as one. label: subtree; jobs: district.';
comment on column kernel.import_batch.district is 'Six-digit district code.';
comment on column kernel.import_batch.id is 'UUIDv7.';
comment on column kernel.import_batch.area is 'Access label: subtree of who uploaded it.';
comment on column kernel.import_batch.list is 'Which list, such as registry.roster.';
comment on column kernel.import_batch.state is 'checking, checked, confirming (waits for the second person), writing, written, failed, discarded, undone.';
comment on column kernel.import_batch.file is 'The workbook as uploaded.';
comment on column kernel.import_batch.file_name is 'Its name.';
comment on column kernel.import_batch.reading is 'File of the rows as read, so that accepting need not read the workbook again.';
comment on column kernel.import_batch.problems is 'File of all problems found.';
comment on column kernel.import_batch.counts is 'Rows: read, added, changed, same, refused; and the first problems and changes for the screen.';
comment on column kernel.import_batch.failure is 'Code and facts of the refusal that ended it.';
comment on column kernel.import_batch.progress is 'Percent of the running step.';
comment on column kernel.import_batch.account is 'Who uploaded it.';
comment on column kernel.import_batch.person is 'Person behind the account.';
comment on column kernel.import_batch.person_name is 'Name as it was. Personal data.';
comment on column kernel.import_batch.accepted_by is 'Person who accepted it: the second one has to be another.';
comment on column kernel.import_batch.at is 'Real time of the upload.';
comment on column kernel.import_batch.finished_at is 'Real time at which it was written, failed, discarded or undone.';
comment on column kernel.import_batch.version is 'Raised at every change of state.';
create index import_batch_list on kernel.import_batch (district, list, id);

create table kernel.import_row (
  district bigint not null,
  batch uuid not null,
  row_number int not null,
  object uuid not null,
  act text not null check (act in ('added', 'changed')),
  version int not null,
  primary key (district, batch, row_number, object)
);
comment on table kernel.import_row is 'What a batch did with each row, so that it can be undone; insert-only. label: district.';
comment on column kernel.import_row.district is 'Six-digit district code.';
comment on column kernel.import_row.batch is 'The batch; without a foreign key, whose check takes a third of the time of writing these rows.';
comment on column kernel.import_row.row_number is 'Row of the workbook.';
comment on column kernel.import_row.object is 'What was added or changed.';
comment on column kernel.import_row.act is 'added or changed.';
comment on column kernel.import_row.version is 'Its version after the import: undoing is refused when somebody has changed it since.';

alter table kernel.import_batch enable row level security;
alter table kernel.import_row enable row level security;
create policy subtree on kernel.import_batch to yz_staff, yz_filing, yz_auth, yz_admin using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on kernel.import_batch to yz_jobs using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.import_row using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select, insert on kernel.import_batch to yz_staff, yz_filing, yz_auth, yz_jobs;
grant update (state, reading, problems, counts, failure, progress, accepted_by, finished_at, version) on kernel.import_batch to yz_staff, yz_filing, yz_auth, yz_jobs;
grant select, insert on kernel.import_row to yz_staff, yz_filing, yz_auth, yz_jobs;
grant select, insert on kernel.file to yz_filing, yz_auth, yz_jobs;
grant update (ended_at) on kernel.file to yz_filing, yz_auth, yz_jobs;
-- The job queue hears of uploads by every class that uploads.
grant insert on kernel.outbox to yz_auth;

-- People -------------------------------------------------------------------------------------------------------------

-- A person's own key: destroying it erases what it encrypts (rulings G14).
create unique index wrapped_key_one_per_person on kernel.wrapped_key (district, person) where person is not null;
grant insert on kernel.wrapped_key to yz_staff, yz_filing;
create policy person_keys_only on kernel.wrapped_key as restrictive for insert to yz_staff, yz_filing with check (purpose = 'person-data');
grant delete on kernel.wrapped_key to yz_filing;
create policy person_keys_end on kernel.wrapped_key as restrictive for delete to yz_filing using (purpose = 'person-data');

grant usage on schema registry to yz_filing, yz_auth;

create table registry.person (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  community uuid,
  name text not null,
  name_key text collate "C" not null,
  given_key text collate "C" not null,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  strokes text collate "C" not null,
  sex text not null check (sex in ('0', '1', '2', '9')),
  birth text check (birth ~ '^\d{4}-\d{2}(-\d{2})?$'),
  ethnic text,
  native_place text,
  political text,
  party_joined text check (party_joined ~ '^\d{4}-\d{2}$'),
  work_started text check (work_started ~ '^\d{4}-\d{2}$'),
  community_work_started text check (community_work_started ~ '^\d{4}-\d{2}$'),
  education_full_time text,
  education_in_service text,
  school text,
  source text,
  qualification text,
  grade text,
  note text,
  id_hash text collate "C",
  id_last4 text collate "C",
  phone_hash text collate "C",
  key_id uuid,
  sealed bytea,
  batch uuid,
  ended_at timestamptz,
  version int not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (district, id),
  foreign key (district, community) references registry.community (district, id)
);
comment on table registry.person is 'One person, one record, whatever the roles (rulings G8). label: subtree; filing, auth: district. Basis: management of community secretaries; retention: 10 years after the last post.';
comment on column registry.person.district is 'Six-digit district code.';
comment on column registry.person.id is 'UUIDv7; never rewritten, merging keeps it as an alias.';
comment on column registry.person.area is 'Access label: 12-digit code of where the person belongs.';
comment on column registry.person.community is 'Community where the person belongs; null: street or district.';
comment on column registry.person.name is 'Name as written in the ID document. Personal data.';
comment on column registry.person.name_key is 'Name without spaces, with one kind of middle dot: for matching.';
comment on column registry.person.given_key is 'The same without its first character: given names are searched too.';
comment on column registry.person.pinyin is 'Pinyin without spaces and tones, for search and order; never a key.';
comment on column registry.person.initials is 'Initials of the pinyin.';
comment on column registry.person.strokes is 'Sort key by strokes of the characters, surname first (姓氏笔画).';
comment on column registry.person.sex is 'GB/T 2261.1.';
comment on column registry.person.birth is 'Month or day of birth, YYYY-MM or YYYY-MM-DD. Personal data.';
comment on column registry.person.ethnic is 'GB/T 3304, two digits. Sensitive personal data.';
comment on column registry.person.native_place is 'Native place. Personal data.';
comment on column registry.person.political is 'GB/T 4762, two digits. Sensitive personal data.';
comment on column registry.person.party_joined is 'Month of joining the Party.';
comment on column registry.person.work_started is 'Month of the first employment.';
comment on column registry.person.community_work_started is 'Month of the first work in a community.';
comment on column registry.person.education_full_time is 'GB/T 4658, full-time.';
comment on column registry.person.education_in_service is 'GB/T 4658, in service.';
comment on column registry.person.school is 'School and subject.';
comment on column registry.person.source is 'Where the person was recruited from.';
comment on column registry.person.qualification is 'Professional qualification in social work.';
comment on column registry.person.grade is 'Grade of the post.';
comment on column registry.person.note is 'Free remark.';
comment on column registry.person.id_hash is 'Keyed hash of the ID number: one person, one record.';
comment on column registry.person.id_last4 is 'Keyed hash of its last four characters, for search.';
comment on column registry.person.phone_hash is 'Keyed hash of the telephone number, for duplicates.';
comment on column registry.person.key_id is 'The person''s own key.';
comment on column registry.person.sealed is 'ID number and telephone, encrypted. Sensitive personal data.';
comment on column registry.person.batch is 'Import that last wrote it.';
comment on column registry.person.ended_at is 'When the record was withdrawn: an import undone, an entry made in error.';
comment on column registry.person.version is 'Raised at every change.';
comment on column registry.person.changed_by is 'Account that wrote this version.';
comment on column registry.person.changed_at is 'Real time.';
create unique index person_one_per_id on registry.person (district, id_hash) where ended_at is null;
create index person_pinyin on registry.person (district, pinyin, id);
create index person_strokes on registry.person (district, strokes, id);
create index person_by_name on registry.person (district, name_key);
create index person_by_given on registry.person (district, given_key);
create index person_initials on registry.person (district, initials);
create index person_last4 on registry.person (district, id_last4);

create table registry.person_past (
  district bigint not null,
  person uuid not null,
  version int not null,
  area bigint not null,
  fields jsonb not null,
  key_id uuid,
  sealed bytea,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (district, person, version),
  foreign key (district, person) references registry.person (district, id)
);
comment on table registry.person_past is 'Earlier versions of a person''s record (rulings G9); insert-only. label: subtree; filing: district.';
comment on column registry.person_past.district is 'Six-digit district code.';
comment on column registry.person_past.person is 'Whose.';
comment on column registry.person_past.version is 'Which version it was.';
comment on column registry.person_past.area is 'Access label.';
comment on column registry.person_past.fields is 'The plain columns as they were. Personal data.';
comment on column registry.person_past.key_id is 'The person''s key.';
comment on column registry.person_past.sealed is 'Encrypted columns as they were.';
comment on column registry.person_past.changed_by is 'Account that wrote that version.';
comment on column registry.person_past.changed_at is 'When.';

create table registry.person_name (
  district bigint not null,
  id uuid not null,
  person uuid not null,
  area bigint not null,
  name text not null,
  name_key text collate "C" not null,
  until date not null,
  reason text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district, id),
  foreign key (district, person) references registry.person (district, id)
);
comment on table registry.person_name is 'Former names (曾用名); insert-only. label: subtree; filing: district.';
comment on column registry.person_name.district is 'Six-digit district code.';
comment on column registry.person_name.id is 'UUIDv7.';
comment on column registry.person_name.person is 'Whose.';
comment on column registry.person_name.area is 'Access label.';
comment on column registry.person_name.name is 'The former name. Personal data.';
comment on column registry.person_name.name_key is 'For matching.';
comment on column registry.person_name.until is 'First day on which it no longer was the name.';
comment on column registry.person_name.reason is 'Why it changed.';
comment on column registry.person_name.recorded_by is 'Account.';
comment on column registry.person_name.recorded_at is 'Real time.';
create index person_name_person on registry.person_name (district, person);
create index person_name_key on registry.person_name (district, name_key);

create table registry.person_alias (
  district bigint not null,
  id uuid not null,
  alias uuid not null,
  person uuid not null,
  area bigint not null,
  reason text not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text,
  primary key (district, id),
  check (alias <> person),
  foreign key (district, alias) references registry.person (district, id),
  foreign key (district, person) references registry.person (district, id)
);
comment on table registry.person_alias is 'Merged records: the alias reads as the person; ids are never rewritten and merging can be undone (rulings G8). label: subtree; filing, auth: district.';
comment on column registry.person_alias.district is 'Six-digit district code.';
comment on column registry.person_alias.id is 'UUIDv7.';
comment on column registry.person_alias.alias is 'The record that no longer stands alone.';
comment on column registry.person_alias.person is 'The record that stays.';
comment on column registry.person_alias.area is 'Access label: the alias''s.';
comment on column registry.person_alias.reason is 'Why they are one person.';
comment on column registry.person_alias.merged_by is 'Account.';
comment on column registry.person_alias.merged_at is 'Real time.';
comment on column registry.person_alias.undone_by is 'Account that took it back.';
comment on column registry.person_alias.undone_at is 'Real time; null: in force.';
comment on column registry.person_alias.undo_reason is 'Why.';
create unique index person_alias_once on registry.person_alias (district, alias) where undone_at is null;
create index person_alias_person on registry.person_alias (district, person) where undone_at is null;

create table registry.person_distinct (
  district bigint not null,
  a uuid not null,
  b uuid not null,
  area bigint not null,
  reason text not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (district, a, b),
  check (a < b),
  foreign key (district, a) references registry.person (district, id),
  foreign key (district, b) references registry.person (district, id)
);
comment on table registry.person_distinct is 'Records that look alike and are two people: a person said so; insert-only. label: subtree.';
comment on column registry.person_distinct.district is 'Six-digit district code.';
comment on column registry.person_distinct.a is 'One.';
comment on column registry.person_distinct.b is 'The other.';
comment on column registry.person_distinct.area is 'Access label.';
comment on column registry.person_distinct.reason is 'How it was established.';
comment on column registry.person_distinct.decided_by is 'Account.';
comment on column registry.person_distinct.decided_at is 'Real time.';

create table registry.resume_period (
  district bigint not null,
  id uuid not null,
  person uuid not null,
  area bigint not null,
  from_month text not null check (from_month ~ '^\d{4}-\d{2}$'),
  until_month text check (until_month ~ '^\d{4}-\d{2}$' and until_month >= from_month),
  organisation text not null,
  post text not null,
  kind text not null check (kind in ('work', 'study', 'service', 'gap')),
  note text,
  ended_at timestamptz,
  version int not null default 1,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (district, id),
  foreign key (district, person) references registry.person (district, id)
);
comment on table registry.resume_period is 'Résumé (简历) in periods by month. label: subtree.';
comment on column registry.resume_period.district is 'Six-digit district code.';
comment on column registry.resume_period.id is 'UUIDv7.';
comment on column registry.resume_period.person is 'Whose.';
comment on column registry.resume_period.area is 'Access label.';
comment on column registry.resume_period.from_month is 'First month.';
comment on column registry.resume_period.until_month is 'Last month; null: to this day.';
comment on column registry.resume_period.organisation is 'Where. Personal data.';
comment on column registry.resume_period.post is 'As what.';
comment on column registry.resume_period.kind is 'work, study, service (army), gap (explained time without either).';
comment on column registry.resume_period.note is 'Remark, such as 其间.';
comment on column registry.resume_period.ended_at is 'When it was taken out.';
comment on column registry.resume_period.version is 'Raised at every change.';
comment on column registry.resume_period.changed_by is 'Account.';
comment on column registry.resume_period.changed_at is 'Real time.';
create index resume_period_person on registry.resume_period (district, person);

create table registry.kin (
  district bigint not null,
  id uuid not null,
  a uuid not null,
  b uuid not null,
  area bigint not null,
  degree text not null check (degree in ('spouse', 'child', 'parent', 'sibling', 'grandparent', 'grandchild', 'in-law', 'other')),
  declared_by uuid not null,
  declared_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (district, id),
  check (a <> b),
  foreign key (district, a) references registry.person (district, id),
  foreign key (district, b) references registry.person (district, id)
);
comment on table registry.kin is 'Declared kinship, the only input to recusal and closed dossiers (rulings G3). label: subtree; auth: district. Sensitive personal data.';
comment on column registry.kin.district is 'Six-digit district code.';
comment on column registry.kin.id is 'UUIDv7.';
comment on column registry.kin.a is 'Who declared.';
comment on column registry.kin.b is 'The relative.';
comment on column registry.kin.area is 'Access label: the whole district''s, which no street''s holds.';
comment on column registry.kin.degree is 'What b is to a (GB/T 4761 in groups).';
comment on column registry.kin.declared_by is 'Account that entered it.';
comment on column registry.kin.declared_at is 'Real time.';
comment on column registry.kin.ended_by is 'Account that took it back.';
comment on column registry.kin.ended_at is 'Real time; null: in force.';
comment on column registry.kin.end_reason is 'Why.';
create unique index kin_once on registry.kin (district, least(a, b), greatest(a, b)) where ended_at is null;
create index kin_a on registry.kin (district, a);
create index kin_b on registry.kin (district, b);

create table registry.past_record (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  person uuid,
  community uuid,
  kind text not null check (kind in ('star', 'grade', 'annual', 'honour', 'training', 'reserve', 'first-secretary')),
  period text not null,
  value text not null,
  detail text,
  batch uuid not null,
  ended_at timestamptz,
  recorded_at timestamptz not null,
  primary key (district, id),
  check (person is not null or community is not null),
  foreign key (district, person) references registry.person (district, id),
  foreign key (district, community) references registry.community (district, id),
  foreign key (district, batch) references kernel.import_batch (district, id)
);
comment on table registry.past_record is 'What was before the system (历史导入, rulings D6): marked, never recomputed. label: subtree.';
comment on column registry.past_record.district is 'Six-digit district code.';
comment on column registry.past_record.id is 'UUIDv7.';
comment on column registry.past_record.area is 'Access label.';
comment on column registry.past_record.person is 'Whose; null: the community''s.';
comment on column registry.past_record.community is 'Which community; null: the person''s alone.';
comment on column registry.past_record.kind is 'star, grade (述职), annual (年度考核), honour, training, reserve, first-secretary.';
comment on column registry.past_record.period is 'Half-year 2025H2, year 2025, or month 2025-06.';
comment on column registry.past_record.value is 'As the document says.';
comment on column registry.past_record.detail is 'Document, body, remark.';
comment on column registry.past_record.batch is 'The import it came with.';
comment on column registry.past_record.ended_at is 'When the import was undone.';
comment on column registry.past_record.recorded_at is 'Real time.';
create index past_record_person on registry.past_record (district, person) where person is not null;
create index past_record_community on registry.past_record (district, community) where community is not null;
create unique index past_record_once on registry.past_record (district, kind, period, coalesce(person, community), value) where ended_at is null;

-- Posts and tenures --------------------------------------------------------------------------------------------------

create table registry.post (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  community uuid not null,
  kind text not null check (kind in ('secretary', 'director', 'first-secretary', 'assistant', 'deputy-secretary', 'committee-member', 'worker')),
  seat text not null generated always as (case when kind in ('secretary', 'director', 'first-secretary', 'assistant') then 'single' else 'many' end) stored,
  primary key (district, id),
  unique (district, id, seat),
  constraint post_once unique (district, community, kind),
  foreign key (district, community) references registry.community (district, id)
);
comment on table registry.post is 'Posts of a community, there as long as it is: one secretary, one committee director, one assistant, one first secretary; several of the others. label: subtree; filing: district.';
comment on column registry.post.district is 'Six-digit district code.';
comment on column registry.post.id is 'UUIDv7.';
comment on column registry.post.area is 'Access label.';
comment on column registry.post.community is 'Whose post.';
comment on column registry.post.kind is 'secretary 党组织书记, director 居委会主任, first-secretary 第一书记, assistant 书记助理, deputy-secretary 副书记, committee-member 两委成员, worker 社区工作者.';
comment on column registry.post.seat is 'single: one holder at a time; many.';

create table registry.going_live (
  district bigint primary key,
  open boolean not null default true,
  person uuid,
  person_name text,
  account uuid,
  at timestamptz,
  unique (district, open),
  check (open = (at is null) and num_nonnulls(person, person_name, account, at) in (0, 4))
);
comment on table registry.going_live is 'A district''s opening phase, which ends once: from then on every act needs a filing. label: district.';
comment on column registry.going_live.district is 'Six-digit district code.';
comment on column registry.going_live.open is 'Whether opening rosters are taken. What each opening grant refers to, so that none comes after the end, whatever its transaction still sees.';
comment on column registry.going_live.person is 'Who ended it.';
comment on column registry.going_live.person_name is 'Name as it was. Personal data.';
comment on column registry.going_live.account is 'With which account.';
comment on column registry.going_live.at is 'Real time.';

create table registry.opening_confirmation (
  district bigint not null,
  batch uuid not null,
  slot int not null check (slot in (1, 2)),
  prior int generated always as (nullif(slot - 1, 0)) stored,
  person uuid not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, batch, slot),
  constraint opening_confirmation_two_people unique (district, batch, person),
  constraint opening_confirmation_in_turn foreign key (district, batch, prior) references registry.opening_confirmation (district, batch, slot),
  foreign key (district, batch) references kernel.import_batch (district, id)
);
comment on table registry.opening_confirmation is 'Two different people confirm an opening roster before it takes effect; insert-only. label: district.';
comment on column registry.opening_confirmation.district is 'Six-digit district code.';
comment on column registry.opening_confirmation.batch is 'The import.';
comment on column registry.opening_confirmation.slot is '1: who accepted it; 2: the second person.';
comment on column registry.opening_confirmation.prior is 'The slot before.';
comment on column registry.opening_confirmation.person is 'Person behind the account: two slots, two people.';
comment on column registry.opening_confirmation.account is 'Account.';
comment on column registry.opening_confirmation.at is 'Real time.';

create table registry.mandate_grant (
  district bigint not null,
  number text not null,
  person uuid not null,
  post uuid not null,
  action text not null check (action in ('start', 'change', 'end')),
  kind text not null check (kind in ('filing', 'opening')),
  effective date not null,
  batch uuid,
  slot int generated always as (case when kind = 'opening' then 2 end) stored,
  opening boolean,
  used text generated always as (case when kind = 'opening' then number end) stored,
  granted_by uuid not null,
  granted_at timestamptz not null,
  primary key (district, number, person, post, action, effective),
  check ((kind = 'opening') = (batch is not null) and (kind = 'opening') = (opening is not null) and (kind = 'opening') = (number ^@ 'opening/')),
  foreign key (district, person) references registry.person (district, id),
  foreign key (district, post) references registry.post (district, id),
  constraint mandate_grant_confirmed foreign key (district, batch, slot) references registry.opening_confirmation (district, batch, slot),
  constraint mandate_grant_opening foreign key (district, opening) references registry.going_live (district, open) on update cascade
);
comment on table registry.mandate_grant is 'The right to one act on one tenure: a filing number, or an opening roster confirmed by two (rulings G7); insert-only, used once. label: district.';
comment on column registry.mandate_grant.district is 'Six-digit district code.';
comment on column registry.mandate_grant.number is 'Filing number, or opening/<batch>/<row>/<kind>.';
comment on column registry.mandate_grant.person is 'Who.';
comment on column registry.mandate_grant.post is 'Which post.';
comment on column registry.mandate_grant.action is 'start, change or end.';
comment on column registry.mandate_grant.kind is 'filing, or opening: only before going live.';
comment on column registry.mandate_grant.effective is 'Day on which the act takes effect.';
comment on column registry.mandate_grant.batch is 'The opening roster.';
comment on column registry.mandate_grant.slot is 'The second confirmation of that roster, which follows the first.';
comment on column registry.mandate_grant.opening is 'An opening grant is given as true, while the opening phase lasts; turns to false when that ends.';
comment on column registry.mandate_grant.used is 'The number of an opening grant, which is used in the transaction that gives it: none is kept for later.';
comment on column registry.mandate_grant.granted_by is 'Account.';
comment on column registry.mandate_grant.granted_at is 'Real time.';

create table registry.tenure (
  district bigint not null,
  id uuid not null,
  version int not null check (version >= 1),
  area bigint not null,
  post uuid not null,
  seat text not null,
  person uuid not null,
  capacity text not null check (capacity in ('serving', 'acting')),
  valid_from date not null,
  valid_until date,
  action text not null check (action in ('start', 'change', 'end')),
  effective date not null,
  grant_number text not null,
  prior int generated always as (nullif(version - 1, 0)) stored,
  superseded int check (superseded = version + 1),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (district, id, version),
  unique (district, id, version, superseded, post, person, capacity, valid_from),
  constraint tenure_grant_once unique (district, grant_number, person, post, action),
  constraint tenure_begins check ((version = 1) = (action = 'start')),
  constraint tenure_effective check (case action when 'start' then effective = valid_from when 'end' then effective is not distinct from valid_until
    else valid_until is null or valid_until >= effective end),
  check (valid_until is null or valid_until >= valid_from),
  constraint tenure_acting_six_months check (capacity <> 'acting' or (valid_until is not null and valid_until <= (valid_from + interval '6 months')::date)),
  constraint tenure_granted foreign key (district, grant_number, person, post, action, effective)
    references registry.mandate_grant (district, number, person, post, action, effective),
  constraint tenure_seat foreign key (district, post, seat) references registry.post (district, id, seat),
  constraint tenure_follows foreign key (district, id, prior, version, post, person, capacity, valid_from)
    references registry.tenure (district, id, version, superseded, post, person, capacity, valid_from),
  constraint tenure_superseded foreign key (district, id, superseded) references registry.tenure (district, id, version) deferrable initially deferred,
  constraint tenure_one_holder exclude using gist (district with =, post with =, daterange(valid_from, valid_until) with &&)
    where (superseded is null and seat = 'single')
);
comment on table registry.tenure is 'Who holds which post from when to when: a version per act, each with its grant; insert-only but for the mark of what supersedes it (decision 14). label: subtree; filing, jobs: district.';
comment on column registry.tenure.district is 'Six-digit district code.';
comment on column registry.tenure.id is 'UUIDv7 of the tenure.';
comment on column registry.tenure.version is 'From 1; one per act.';
comment on column registry.tenure.area is 'Access label.';
comment on column registry.tenure.post is 'Which post.';
comment on column registry.tenure.seat is 'The post''s: single or many.';
comment on column registry.tenure.person is 'Who.';
comment on column registry.tenure.capacity is 'serving, or acting 主持工作: at most six months.';
comment on column registry.tenure.valid_from is 'First day.';
comment on column registry.tenure.valid_until is 'First day no longer; null: open. Equal to the first: never took effect.';
comment on column registry.tenure.action is 'The act that wrote this version.';
comment on column registry.tenure.effective is 'Day on which the act takes effect, as its grant says: of a start the first day, of an end the first day no longer, of a change not after its end.';
comment on column registry.tenure.grant_number is 'Its grant; each is used once.';
comment on column registry.tenure.prior is 'The version before: of the same post, person, capacity and first day.';
comment on column registry.tenure.superseded is 'The version after; null: in force. Can only name a version that exists and has its own grant.';
comment on column registry.tenure.recorded_by is 'Account.';
comment on column registry.tenure.recorded_at is 'Real time.';
create index tenure_person on registry.tenure (district, person) where superseded is null;
create index tenure_post on registry.tenure (district, post) where superseded is null;

alter table registry.mandate_grant add constraint mandate_grant_used foreign key (district, used, person, post, action)
  references registry.tenure (district, grant_number, person, post, action) deferrable initially deferred;

-- Row-level security and grants --------------------------------------------------------------------------------------

alter table registry.person enable row level security;
alter table registry.person_past enable row level security;
alter table registry.person_name enable row level security;
alter table registry.person_alias enable row level security;
alter table registry.person_distinct enable row level security;
alter table registry.resume_period enable row level security;
alter table registry.kin enable row level security;
alter table registry.past_record enable row level security;
alter table registry.post enable row level security;
alter table registry.going_live enable row level security;
alter table registry.opening_confirmation enable row level security;
alter table registry.mandate_grant enable row level security;
alter table registry.tenure enable row level security;
create policy subtree on registry.person to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.person to yz_filing, yz_auth using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on registry.person_past to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.person_past to yz_filing using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on registry.person_name to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.person_name to yz_filing using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on registry.person_alias to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.person_alias to yz_filing, yz_auth using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on registry.person_distinct using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on registry.resume_period using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on registry.kin to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.kin to yz_auth using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on registry.past_record using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on registry.post to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.post to yz_filing using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on registry.opening_confirmation using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on registry.mandate_grant using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
-- The key behind mandate_grant.opening sees the newest row whatever settings and snapshot a session has; the policies keep
-- a new grant from pointing at the ended phase, and the phase from beginning again.
create policy opening on registry.mandate_grant as restrictive for insert with check (opening is not false);
create policy district on registry.going_live using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy once on registry.going_live as restrictive for update using (open) with check (not open);
create policy subtree on registry.tenure to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.tenure to yz_filing, yz_jobs using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);

grant select on registry.division, registry.community, registry.organisation, registry.duty to yz_filing;
grant select, insert on registry.person, registry.person_past, registry.person_name to yz_staff, yz_filing;
grant update (area, community, name, name_key, given_key, pinyin, initials, strokes, sex, birth, ethnic, native_place, political, party_joined,
  work_started, community_work_started, education_full_time, education_in_service, school, source, qualification, grade, note, id_hash, id_last4,
  phone_hash, key_id, sealed, batch, ended_at, version, changed_by, changed_at) on registry.person to yz_staff, yz_filing;
grant select (district, id, id_hash, ended_at) on registry.person to yz_auth;
grant select on registry.person_alias to yz_staff, yz_filing, yz_auth;
grant insert on registry.person_alias to yz_staff;
grant update (undone_by, undone_at, undo_reason) on registry.person_alias to yz_staff;
-- What hangs on a record goes with it to another street.
grant update (area) on registry.person_past, registry.person_name, registry.person_alias, registry.person_distinct, registry.resume_period,
  registry.past_record to yz_staff;
grant select, insert on registry.person_distinct to yz_staff;
grant select, insert on registry.resume_period to yz_staff;
grant update (from_month, until_month, organisation, post, kind, note, ended_at, version, changed_by, changed_at) on registry.resume_period to yz_staff;
grant select on registry.kin to yz_staff, yz_auth;
grant insert on registry.kin to yz_staff;
grant update (ended_by, ended_at, end_reason) on registry.kin to yz_staff;
grant select, insert on registry.past_record to yz_staff;
grant update (ended_at) on registry.past_record to yz_staff;
grant select on registry.post, registry.opening_confirmation, registry.mandate_grant, registry.tenure, registry.going_live to yz_staff, yz_filing;
grant select on registry.going_live to yz_jobs, yz_auth;
grant select on registry.tenure to yz_jobs;
grant insert on registry.post, registry.opening_confirmation, registry.mandate_grant, registry.tenure to yz_filing;
grant insert (district), update (open, person, person_name, account, at) on registry.going_live to yz_filing;
grant update (superseded) on registry.tenure to yz_filing;
