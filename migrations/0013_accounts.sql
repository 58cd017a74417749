-- Accounts: handing over a post (岗位移交), accounts from Excel with first-login slips, the person behind an account.

create table kernel.handover (
  district bigint not null,
  id uuid not null,
  person uuid not null,
  account uuid not null references control.account (id),
  from_account uuid not null references control.account (id),
  from_name text not null,
  day date not null,
  reason text not null,
  roles jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  acknowledged_at timestamptz,
  primary key (district, id),
  check (account <> from_account)
);
comment on table kernel.handover is 'Roles of a leaving officer given to a successor, with the work that was open in them; insert-only but for the acknowledgement. label: own; auth: district. Retention: 5 years.';
comment on column kernel.handover.district is 'Six-digit district code.';
comment on column kernel.handover.id is 'UUIDv7.';
comment on column kernel.handover.person is 'The successor: who reads it; follows when the account is linked to its person.';
comment on column kernel.handover.account is 'The successor''s account.';
comment on column kernel.handover.from_account is 'Account of who leaves.';
comment on column kernel.handover.from_name is 'Name of who leaves, as it was. Personal data.';
comment on column kernel.handover.day is 'First day on which the successor acts.';
comment on column kernel.handover.reason is 'Why, or the document that says so.';
comment on column kernel.handover.roles is 'Each role with its organisation and the work that was open in it when this was recorded.';
comment on column kernel.handover.recorded_by is 'Account of the security administrator.';
comment on column kernel.handover.recorded_at is 'Real time.';
comment on column kernel.handover.acknowledged_at is 'When the successor signed for it; null: stands on the work queue.';
create index handover_person on kernel.handover (district, person);

alter table kernel.handover enable row level security;
create policy own on kernel.handover to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_upper using (person = nullif(current_setting('app.person', true), '')::uuid);
create policy district on kernel.handover to yz_auth using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select on kernel.handover to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_upper, yz_auth;
grant insert, update (person, acknowledged_at) on kernel.handover to yz_auth;

-- Accounts from Excel -------------------------------------------------------------------------------------------------

alter table control.account add column password_until timestamptz;
comment on column control.account.password_until is 'Until when a password from a first-login slip is accepted; null: no slip is open.';
grant insert (password_until), update (password_until, person) on control.account to yz_auth;

create table control.first_login_slips (
  district bigint not null references control.installation (district),
  batch uuid not null,
  account uuid not null references control.account (id),
  file uuid not null,
  sealed_key bytea,
  until timestamptz not null,
  downloaded_at timestamptz,
  destroyed_at timestamptz,
  primary key (district, batch),
  check ((sealed_key is null) = (destroyed_at is not null))
);
comment on table control.first_login_slips is 'One-time passwords of an import on their way to paper: a file under a key of its own, which is destroyed by the one download or after an hour. label: control.';
comment on column control.first_login_slips.district is 'Six-digit district code.';
comment on column control.first_login_slips.batch is 'The import.';
comment on column control.first_login_slips.account is 'The administrator who uploaded it, and alone may download.';
comment on column control.first_login_slips.file is 'The slips, encrypted.';
comment on column control.first_login_slips.sealed_key is 'Their key, encrypted under the district''s; null: destroyed.';
comment on column control.first_login_slips.until is 'From then on no download, and the key is destroyed.';
comment on column control.first_login_slips.downloaded_at is 'When they were downloaded.';
comment on column control.first_login_slips.destroyed_at is 'When the key was destroyed.';
grant select, insert, update (sealed_key, downloaded_at, destroyed_at) on control.first_login_slips to yz_auth;
grant select, update (sealed_key, destroyed_at) on control.first_login_slips to yz_jobs;

-- Rows name their organisation and division; nothing else of the registry is read by role auth.
grant select on registry.organisation, registry.duty, registry.community to yz_auth;
