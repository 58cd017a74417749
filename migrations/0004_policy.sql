-- Policy packs: immutable versions.

create schema policy;
comment on schema policy is 'Policy packs and their activation.';
grant usage on schema policy to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_jobs;

create table policy.pack_version (
  district bigint not null,
  id uuid not null,
  pack text not null,
  version text not null,
  digest bytea not null check (length(digest) = 32),
  source text not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, pack, version)
);
comment on table policy.pack_version is 'Every version of a policy pack that was ever taken in, whole and unchangeable: insert-only. label: district.';
comment on column policy.pack_version.district is 'Six-digit district code.';
comment on column policy.pack_version.id is 'UUIDv7; what periods and results refer to.';
comment on column policy.pack_version.pack is 'Name of the pack.';
comment on column policy.pack_version.version is 'Version as the pack says it, such as 2026.1.';
comment on column policy.pack_version.digest is 'SHA-256 of the canonical form.';
comment on column policy.pack_version.source is 'The YAML text as it came.';
comment on column policy.pack_version.account is 'Who took it in.';
comment on column policy.pack_version.at is 'Real time.';

alter table policy.pack_version enable row level security;
create policy district on policy.pack_version using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select on policy.pack_version to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_jobs;
grant insert on policy.pack_version to yz_staff, yz_admin;
