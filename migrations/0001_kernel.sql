-- What every module shares: the record, the outbox, idempotency, files, keys, figures, public notices.
-- Labels (rulings G1) stand in each table's comment as "label: <name>"; the policies below them are compared with
-- src/kernel/access.ts by test/access.test.ts.

create schema kernel;
comment on schema kernel is 'Shared by all modules: audit, outbox, idempotency, files, keys, figures, public notices.';
grant usage on schema kernel to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_upper, yz_filing, yz_jobs, yz_auth, yz_resident;

-- Audit ------------------------------------------------------------------------------------------------------------

create table kernel.audit_row (
  district bigint not null,
  id uuid not null,
  at timestamptz not null,
  business_date date not null,
  account uuid,
  person uuid,
  role text,
  org uuid,
  action text not null,
  object_type text not null,
  object_id text not null,
  result text not null check (result in ('done', 'refused', 'denied', 'failed')),
  restricted boolean not null default false,
  commitment bytea not null check (length(commitment) = 32),
  primary key (district, id)
);
comment on table kernel.audit_row is 'One act, its header only; insert-only. label: district. Retention: 10 years.';
comment on column kernel.audit_row.district is 'Six-digit district code: the shard.';
comment on column kernel.audit_row.id is 'UUIDv7 made in the app.';
comment on column kernel.audit_row.at is 'Real time of the act.';
comment on column kernel.audit_row.business_date is 'Date in Asia/Shanghai by the business clock.';
comment on column kernel.audit_row.account is 'Account that acted; null before sign-in.';
comment on column kernel.audit_row.person is 'Person behind the account.';
comment on column kernel.audit_row.role is 'Active role.';
comment on column kernel.audit_row.org is 'Active organisation.';
comment on column kernel.audit_row.action is 'Endpoint id, such as star.submitSheet.';
comment on column kernel.audit_row.object_type is 'What was acted on, such as star-sheet.';
comment on column kernel.audit_row.object_id is 'Which one.';
comment on column kernel.audit_row.result is 'done, refused (a rule said no), denied (not permitted), failed (defect).';
comment on column kernel.audit_row.restricted is 'True: the auditor sees time and opaque id only.';
comment on column kernel.audit_row.commitment is 'SHA-256 of salt and body; the body itself is apart and erasable.';

create table kernel.audit_body (
  district bigint not null,
  id uuid not null,
  key_id uuid not null,
  ciphertext bytea not null,
  primary key (district, id),
  foreign key (district, id) references kernel.audit_row (district, id)
);
comment on table kernel.audit_body is 'Salt and body of an act, encrypted; may be erased without breaking the proof. label: district. Sensitivity: as the act.';
comment on column kernel.audit_body.district is 'Six-digit district code.';
comment on column kernel.audit_body.id is 'The audit row.';
comment on column kernel.audit_body.key_id is 'Wrapped key that encrypts it.';
comment on column kernel.audit_body.ciphertext is 'Encrypted JSON of salt and body.';

create table kernel.audit_pending (
  district bigint not null,
  id uuid not null,
  primary key (district, id),
  foreign key (district, id) references kernel.audit_row (district, id)
);
comment on table kernel.audit_pending is 'Committed acts that the sequencer has not yet appended to the tree. label: district.';
comment on column kernel.audit_pending.district is 'Six-digit district code.';
comment on column kernel.audit_pending.id is 'The audit row.';

create table kernel.audit_leaf (
  district bigint not null,
  seq bigint not null check (seq >= 0),
  id uuid not null,
  hash bytea not null check (length(hash) = 32),
  primary key (district, seq),
  unique (district, id),
  foreign key (district, id) references kernel.audit_row (district, id)
);
comment on table kernel.audit_leaf is 'The Merkle tree''s leaves in order, one per act; insert-only. label: district.';
comment on column kernel.audit_leaf.district is 'Six-digit district code.';
comment on column kernel.audit_leaf.seq is 'Position in the tree, from 0 without gaps.';
comment on column kernel.audit_leaf.id is 'The audit row.';
comment on column kernel.audit_leaf.hash is 'RFC 6962 leaf hash of the header and commitment.';

create table kernel.audit_checkpoint (
  district bigint not null,
  size bigint not null check (size >= 0),
  root bytea not null check (length(root) = 32),
  frontier bytea not null,
  note text not null,
  at timestamptz not null,
  primary key (district, size)
);
comment on table kernel.audit_checkpoint is 'Signed tree heads (C2SP checkpoints); insert-only. label: district.';
comment on column kernel.audit_checkpoint.district is 'Six-digit district code.';
comment on column kernel.audit_checkpoint.size is 'Number of leaves covered.';
comment on column kernel.audit_checkpoint.root is 'Merkle root over these leaves.';
comment on column kernel.audit_checkpoint.frontier is 'Roots of the perfect subtrees, left to right, 32 bytes each: enough to go on from here.';
comment on column kernel.audit_checkpoint.note is 'The signed text.';
comment on column kernel.audit_checkpoint.at is 'Real time of signing.';

-- Outbox, idempotency ----------------------------------------------------------------------------------------------

create table kernel.outbox (
  district bigint not null,
  id uuid not null,
  name text not null check (name ~ '^[a-z]+\.[a-z-]+\.[a-z-]+$'),
  payload jsonb not null,
  account uuid,
  at timestamptz not null,
  primary key (district, id)
);
comment on table kernel.outbox is 'Events of committed transactions on their way to the job queue; a row leaves when it is queued. label: district.';
comment on column kernel.outbox.district is 'Six-digit district code.';
comment on column kernel.outbox.id is 'UUIDv7; also the job''s id, so that relaying twice queues once.';
comment on column kernel.outbox.name is 'module.noun.past';
comment on column kernel.outbox.payload is 'Ids and versions only, no personal data.';
comment on column kernel.outbox.account is 'Who caused it.';
comment on column kernel.outbox.at is 'Real time.';

create table kernel.idempotency (
  district bigint not null,
  person uuid not null,
  key uuid not null,
  endpoint text not null,
  digest bytea not null check (length(digest) = 32),
  status int not null,
  answer jsonb,
  at timestamptz not null,
  primary key (district, person, key)
);
comment on table kernel.idempotency is 'Answers to acknowledged writes, so that a retried request gets the same one. label: own. Retention: 24 hours.';
comment on column kernel.idempotency.district is 'Six-digit district code.';
comment on column kernel.idempotency.person is 'Who asked.';
comment on column kernel.idempotency.key is 'The request''s Idempotency-Key.';
comment on column kernel.idempotency.endpoint is 'Endpoint id.';
comment on column kernel.idempotency.digest is 'SHA-256 of the input; another input under the same key is refused.';
comment on column kernel.idempotency.status is 'HTTP status of the answer; 0 while the first request runs.';
comment on column kernel.idempotency.answer is 'The answer itself.';
comment on column kernel.idempotency.at is 'Real time.';

-- Keys and files ---------------------------------------------------------------------------------------------------

create table kernel.wrapped_key (
  district bigint not null,
  id uuid not null,
  purpose text not null check (purpose in ('district-data', 'district-signature', 'person-data')),
  person uuid,
  algorithm text not null,
  wrapped bytea not null,
  public_key bytea,
  created_at timestamptz not null,
  primary key (district, id)
);
comment on table kernel.wrapped_key is 'Data keys, wrapped by the key-encryption key that lives in a file outside the database. label: district. Deleting a person''s key erases that person''s data.';
comment on column kernel.wrapped_key.district is 'Six-digit district code.';
comment on column kernel.wrapped_key.id is 'Key id carried by each ciphertext and signature.';
comment on column kernel.wrapped_key.purpose is 'What it protects.';
comment on column kernel.wrapped_key.person is 'Whose data, for person-data.';
comment on column kernel.wrapped_key.algorithm is 'Algorithm of the key, such as aes-256-gcm or ed25519.';
comment on column kernel.wrapped_key.wrapped is 'The key, encrypted.';
comment on column kernel.wrapped_key.public_key is 'Public half of a signature key (SPKI).';
comment on column kernel.wrapped_key.created_at is 'Real time.';
create unique index wrapped_key_one_per_district on kernel.wrapped_key (district, purpose) where person is null;

create table kernel.file (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  digest bytea not null check (length(digest) = 32),
  size bigint not null check (size >= 0),
  name text not null,
  media_type text not null,
  key_id uuid not null,
  account uuid not null,
  at timestamptz not null,
  ended_at timestamptz,
  primary key (district, id)
);
comment on table kernel.file is 'Stored files; the bytes lie encrypted under the data folder by digest. Rows are ended, never deleted. label: subtree.';
comment on column kernel.file.district is 'Six-digit district code.';
comment on column kernel.file.id is 'File id.';
comment on column kernel.file.area is 'Access label: whose subtree it belongs to.';
comment on column kernel.file.digest is 'SHA-256 of the ciphertext; its place in the store.';
comment on column kernel.file.size is 'Bytes of the plain file.';
comment on column kernel.file.name is 'Name as uploaded.';
comment on column kernel.file.media_type is 'Media type as determined on upload.';
comment on column kernel.file.key_id is 'Wrapped key that encrypts it.';
comment on column kernel.file.account is 'Who stored it.';
comment on column kernel.file.at is 'Real time.';
comment on column kernel.file.ended_at is 'When it stopped being in use.';

-- Signatures -------------------------------------------------------------------------------------------------------

create table kernel.signature (
  district bigint not null,
  id uuid not null,
  person uuid not null,
  account uuid not null,
  role text not null,
  meaning text not null,
  object_type text not null,
  object_id text not null,
  digest bytea not null check (length(digest) = 32),
  at timestamptz not null,
  key_id uuid not null,
  countersignature bytea not null,
  primary key (district, id)
);
comment on table kernel.signature is 'A person''s "signed": after a step-up sign-in, over the digest of the bytes shown, countersigned by the district''s key (rulings G15); insert-only. label: district.';
comment on column kernel.signature.district is 'Six-digit district code.';
comment on column kernel.signature.id is 'UUIDv7.';
comment on column kernel.signature.person is 'Who signed.';
comment on column kernel.signature.account is 'With which account.';
comment on column kernel.signature.role is 'In which role.';
comment on column kernel.signature.meaning is 'What signing means, such as star-sheet.submitted.';
comment on column kernel.signature.object_type is 'What was signed.';
comment on column kernel.signature.object_id is 'Which one.';
comment on column kernel.signature.digest is 'SHA-256 of the canonical bytes that were signed.';
comment on column kernel.signature.at is 'Real time.';
comment on column kernel.signature.key_id is 'The district''s signature key.';
comment on column kernel.signature.countersignature is 'The district''s signature over person, meaning, digest and time.';

-- Figures and public notices ---------------------------------------------------------------------------------------

create table kernel.figure_value (
  district bigint not null,
  figure text not null,
  period text not null,
  value text not null,
  display numeric(12, 2) not null,
  as_of date not null,
  recorded_at timestamptz not null,
  primary key (district, figure, period)
);
comment on table kernel.figure_value is 'Published figures of a district; all that the city and the province see. No persons. label: district.';
comment on column kernel.figure_value.district is 'Six-digit district code.';
comment on column kernel.figure_value.figure is 'Figure code, such as star.star-5.';
comment on column kernel.figure_value.period is 'Period key, such as 2026H1.';
comment on column kernel.figure_value.value is 'Exact, n/d.';
comment on column kernel.figure_value.display is 'Rounded for reading.';
comment on column kernel.figure_value.as_of is 'Business date.';
comment on column kernel.figure_value.recorded_at is 'Real time.';

create table kernel.public_notice (
  district bigint not null,
  id uuid not null,
  kind text not null,
  title_zh text not null,
  title_en text not null,
  body jsonb not null,
  from_date date not null,
  until_date date not null check (until_date >= from_date),
  primary key (district, id)
);
comment on table kernel.public_notice is 'What residents may read, projected by the modules: the minimum, and only between its two dates. label: district.';
comment on column kernel.public_notice.district is 'Six-digit district code.';
comment on column kernel.public_notice.id is 'Notice id.';
comment on column kernel.public_notice.kind is 'Which page draws it.';
comment on column kernel.public_notice.title_zh is 'Title in Chinese.';
comment on column kernel.public_notice.title_en is 'Title in English.';
comment on column kernel.public_notice.body is 'Rows of the notice; names of communities and grades, no persons.';
comment on column kernel.public_notice.from_date is 'First day shown.';
comment on column kernel.public_notice.until_date is 'Last day shown; after it the page no longer finds it.';

-- Row-level security ----------------------------------------------------------------------------------------------

alter table kernel.audit_row enable row level security;
alter table kernel.audit_body enable row level security;
alter table kernel.audit_pending enable row level security;
alter table kernel.audit_leaf enable row level security;
alter table kernel.audit_checkpoint enable row level security;
alter table kernel.outbox enable row level security;
alter table kernel.idempotency enable row level security;
alter table kernel.wrapped_key enable row level security;
alter table kernel.signature enable row level security;
alter table kernel.file enable row level security;
alter table kernel.figure_value enable row level security;
alter table kernel.public_notice enable row level security;

create policy district on kernel.audit_row using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.audit_body using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.audit_pending using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.audit_leaf using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.audit_checkpoint using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.outbox using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy own on kernel.idempotency using (person = nullif(current_setting('app.person', true), '')::uuid);
create policy district on kernel.wrapped_key using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.signature using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on kernel.file using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on kernel.figure_value using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on kernel.public_notice using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);

-- Everybody who acts leaves a record; nobody changes one. Only the audit administrators (class admin) and the sequencer read it.
grant insert on kernel.audit_row, kernel.audit_body, kernel.audit_pending to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_upper, yz_filing, yz_jobs, yz_auth;
grant select on kernel.audit_row, kernel.audit_body, kernel.audit_leaf, kernel.audit_checkpoint to yz_admin, yz_jobs;
grant select, delete on kernel.audit_pending to yz_jobs;
grant insert on kernel.audit_leaf, kernel.audit_checkpoint to yz_jobs;
grant insert on kernel.outbox to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_filing, yz_jobs;
grant select, delete on kernel.outbox to yz_jobs;
grant select, insert on kernel.idempotency to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_filing;
grant update (status, answer) on kernel.idempotency to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_filing;
grant select on kernel.wrapped_key to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_upper, yz_filing, yz_jobs, yz_auth;
grant insert on kernel.wrapped_key to yz_jobs;
grant select, insert on kernel.signature to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_filing;
grant select, insert on kernel.file to yz_staff, yz_reviewer, yz_rater, yz_self;
grant update (ended_at) on kernel.file to yz_staff, yz_reviewer, yz_rater, yz_self;
grant select on kernel.file to yz_jobs;
grant select on kernel.figure_value to yz_staff, yz_upper, yz_jobs;
grant insert, update on kernel.figure_value to yz_staff, yz_jobs;
grant select, insert on kernel.public_notice to yz_staff;
grant select on kernel.public_notice to yz_resident;
create policy clean_up on kernel.idempotency for delete to yz_jobs using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy clean_up_read on kernel.idempotency for select to yz_jobs using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select (district, at), delete on kernel.idempotency to yz_jobs;
