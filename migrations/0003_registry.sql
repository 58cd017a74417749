-- Divisions, communities, organisations and the duties that departments hold in this district.

create schema registry;
comment on schema registry is 'Who and what there is: divisions, communities, organisations; people and posts follow.';
grant usage on schema registry to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_upper, yz_jobs;

create table registry.division (
  code bigint not null,
  valid_from date not null,
  valid_until date,
  name text not null,
  level text not null check (level in ('province', 'city', 'district', 'street', 'community')),
  parent bigint,
  source text not null,
  primary key (code, valid_from),
  check (valid_until is null or valid_until > valid_from)
);
comment on table registry.division is 'Administrative divisions (statistical codes) with their validity. label: reference.';
comment on column registry.division.code is '2, 4, 6, 9 or 12 digits; nests by prefix.';
comment on column registry.division.valid_from is 'First day of this name and place.';
comment on column registry.division.valid_until is 'First day it no longer holds; null: in force.';
comment on column registry.division.name is 'Official name.';
comment on column registry.division.level is 'Level.';
comment on column registry.division.parent is 'Code of the division above.';
comment on column registry.division.source is 'Where it came from, such as fushan-2023.csv.';

create table registry.community (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  code bigint not null,
  name text not null,
  short_name text not null,
  pinyin text collate "C" not null,
  street bigint not null,
  street_name text not null,
  kind text not null check (kind in ('urban', 'converted')),
  valid_from date not null,
  valid_until date,
  version int not null default 1,
  primary key (district, id),
  unique (district, code, valid_from)
);
comment on table registry.community is 'Communities (社区、居委会) whose Party organisation is rated. label: subtree.';
comment on column registry.community.district is 'Six-digit district code.';
comment on column registry.community.id is 'UUIDv7; what facts refer to.';
comment on column registry.community.area is 'Access label: 12-digit code.';
comment on column registry.community.code is '12-digit division code.';
comment on column registry.community.name is 'Official name.';
comment on column registry.community.short_name is 'Name without 居民委员会, as people say it.';
comment on column registry.community.pinyin is 'Name in pinyin, for sorting and search.';
comment on column registry.community.street is '9-digit code of the street.';
comment on column registry.community.street_name is 'Name of the street.';
comment on column registry.community.kind is 'urban 城市社区 or converted 村改居 (rulings A1); first guess by the name.';
comment on column registry.community.valid_from is 'First day.';
comment on column registry.community.valid_until is 'First day it no longer exists.';
comment on column registry.community.version is 'Raised at every change.';
create index community_pinyin on registry.community (district, pinyin, id);

create table registry.organisation (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  kind text not null check (kind in ('district-body', 'department', 'street')),
  name_zh text not null,
  name_en text not null,
  sort int not null,
  valid_from date not null,
  valid_until date,
  primary key (district, id),
  unique (district, name_zh, valid_from)
);
comment on table registry.organisation is 'District bodies, departments, streets. label: district.';
comment on column registry.organisation.district is 'Six-digit district code.';
comment on column registry.organisation.id is 'UUIDv7.';
comment on column registry.organisation.area is '12-digit code of its subtree: the district''s or the street''s.';
comment on column registry.organisation.kind is 'Kind.';
comment on column registry.organisation.name_zh is 'Name in Chinese.';
comment on column registry.organisation.name_en is 'Name in English.';
comment on column registry.organisation.sort is 'Official order.';
comment on column registry.organisation.valid_from is 'First day.';
comment on column registry.organisation.valid_until is 'First day it no longer exists.';

create table registry.duty (
  district bigint not null,
  code text not null,
  org uuid not null,
  valid_from date not null,
  valid_until date,
  primary key (district, code, valid_from),
  foreign key (district, org) references registry.organisation (district, id)
);
comment on table registry.duty is 'Which organisation holds a duty of the policy pack, such as SR-04 or JR-10 (R-BR-11: departments change). label: district.';
comment on column registry.duty.district is 'Six-digit district code.';
comment on column registry.duty.code is 'Code of the pack.';
comment on column registry.duty.org is 'Who holds it.';
comment on column registry.duty.valid_from is 'First day.';
comment on column registry.duty.valid_until is 'First day it no longer holds.';

alter table registry.community enable row level security;
alter table registry.organisation enable row level security;
alter table registry.duty enable row level security;
create policy subtree on registry.community using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.organisation using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on registry.duty using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);

grant select on registry.division to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_upper, yz_jobs;
grant insert on registry.division to yz_staff, yz_admin;
grant update (valid_until) on registry.division to yz_staff, yz_admin;
grant select on registry.community to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_jobs;
grant insert on registry.community to yz_staff, yz_admin;
grant update (kind, name, short_name, pinyin, valid_until, version) on registry.community to yz_staff, yz_admin;
grant select on registry.organisation, registry.duty to yz_staff, yz_reviewer, yz_rater, yz_self, yz_admin, yz_jobs;
grant insert on registry.organisation, registry.duty to yz_staff, yz_admin;
grant update (valid_until) on registry.organisation, registry.duty to yz_staff, yz_admin;
