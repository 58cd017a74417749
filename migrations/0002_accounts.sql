-- Accounts, roles, sessions (rulings G4): schema control, no area, reachable by role auth alone.

create schema if not exists control;
comment on schema control is 'Accounts, sessions, job queue, migrations: local to one database, never sharded.';
grant usage on schema control to yz_auth, yz_jobs;

create table control.installation (
  district bigint primary key,
  name text not null,
  mode text not null check (mode in ('demo', 'empty')),
  created_at timestamptz not null
);
comment on table control.installation is 'The districts that this installation serves. label: control.';
comment on column control.installation.district is 'Six-digit district code.';
comment on column control.installation.name is 'Its name, as shown in the header.';
comment on column control.installation.mode is 'demo: invented data, banner, listed accounts; empty: real work.';
comment on column control.installation.created_at is 'Real time.';

create table control.account (
  id uuid primary key,
  district bigint not null references control.installation (district),
  login text not null unique check (login = lower(login) and length(login) between 2 and 64),
  name text not null,
  person uuid not null,
  password_hash text not null,
  failures int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  created_at timestamptz not null
);
comment on table control.account is 'Who may sign in. label: control. Personal data: login and name; basis: duty of the post; retention: 5 years after disabling.';
comment on column control.account.id is 'UUIDv7.';
comment on column control.account.district is 'Six-digit district code.';
comment on column control.account.login is 'Sign-in name, lower case.';
comment on column control.account.name is 'Name as shown. Personal data.';
comment on column control.account.person is 'The person behind it: two-person rules compare persons, never accounts.';
comment on column control.account.password_hash is 'scrypt with its parameters and salt.';
comment on column control.account.failures is 'Failed attempts since the last success.';
comment on column control.account.locked_until is 'Until when no attempt is accepted.';
comment on column control.account.disabled_at is 'When the account was switched off.';
comment on column control.account.created_at is 'Real time.';

create table control.role_grant (
  id uuid primary key,
  account uuid not null references control.account (id),
  role text not null,
  org uuid,
  org_name_zh text not null,
  org_name_en text not null,
  area_lo bigint not null,
  area_hi bigint not null check (area_hi >= area_lo),
  valid_from date not null,
  valid_until date
);
comment on table control.role_grant is 'Role × organisation × period of an account; a session has one of them active. label: control.';
comment on column control.role_grant.id is 'UUIDv7.';
comment on column control.role_grant.account is 'Whose.';
comment on column control.role_grant.role is 'Role id of src/kernel/access.ts.';
comment on column control.role_grant.org is 'Organisation the role is held in.';
comment on column control.role_grant.org_name_zh is 'Its name in Chinese, for the role switch.';
comment on column control.role_grant.org_name_en is 'Its name in English.';
comment on column control.role_grant.area_lo is 'First 12-digit code of the subtree.';
comment on column control.role_grant.area_hi is 'Last 12-digit code of the subtree.';
comment on column control.role_grant.valid_from is 'First day.';
comment on column control.role_grant.valid_until is 'First day it no longer holds; null: open.';
create index role_grant_account on control.role_grant (account);

create table control.session (
  id uuid primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  account uuid not null references control.account (id),
  role_grant uuid not null references control.role_grant (id),
  client text not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  confirmed_at timestamptz not null,
  ended_at timestamptz
);
comment on table control.session is 'Signed-in sessions. label: control. Retention: 6 months.';
comment on column control.session.id is 'UUIDv7, shown in the session list.';
comment on column control.session.token_hash is 'SHA-256 of the bearer; the bearer itself is stored nowhere.';
comment on column control.session.account is 'Whose.';
comment on column control.session.role_grant is 'The active role.';
comment on column control.session.client is 'Browser or command line, shortened, for the session list.';
comment on column control.session.created_at is 'Start: the absolute time-out counts from here.';
comment on column control.session.seen_at is 'Last use: the idle time-out counts from here.';
comment on column control.session.confirmed_at is 'Last time the password was given: signatures need it within 5 minutes.';
comment on column control.session.ended_at is 'Sign-out, revocation or time-out.';
create index session_account on control.session (account) where ended_at is null;

grant select, insert on control.installation to yz_auth;
grant select, insert on control.account to yz_auth;
grant update (name, password_hash, failures, locked_until, disabled_at) on control.account to yz_auth;
grant select, insert on control.role_grant to yz_auth;
grant update (valid_until) on control.role_grant to yz_auth;
grant select, insert on control.session to yz_auth;
grant update (role_grant, seen_at, confirmed_at, ended_at) on control.session to yz_auth;
grant select on control.installation to yz_jobs;
