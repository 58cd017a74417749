-- A newer year of the divisions: what became of what ended, and labels that follow a community to its new code. Committees,
-- rater groups, area committees, partners; organisations that people add, rename and end.

-- Divisions are imported by class jobs alone, the only one that may give rows another label (rulings G8) -----------------

revoke insert, update (valid_until) on registry.division from yz_staff, yz_admin;
revoke insert, update (name, short_name, pinyin, street_name, valid_until) on registry.community from yz_staff, yz_admin;
revoke update (kind, version) on registry.community from yz_admin;
revoke insert, update (name_zh, name_en, valid_until) on registry.organisation from yz_admin;
revoke insert, update (valid_until) on registry.duty from yz_admin;
grant insert, update (valid_until) on registry.division to yz_jobs;
grant insert, update (area, code, name, short_name, pinyin, street, street_name, valid_until, version) on registry.community to yz_jobs;
grant select, insert, update (status, answer) on kernel.idempotency to yz_jobs;

-- A community that moved takes the code of one that ended; one in force per code and per name.
alter table registry.community drop constraint community_district_code_valid_from_key;
create unique index community_code on registry.community (district, code) where valid_until is null;
alter table registry.organisation drop constraint organisation_district_name_zh_valid_from_key;
create unique index organisation_name on registry.organisation (district, name_zh) where valid_until is null;
alter table registry.organisation add column version int not null default 1;
comment on column registry.organisation.version is 'Raised at every change.';
comment on column registry.organisation.name_en is 'Name in English; empty: nobody has given one, the Chinese name is shown.';
grant update (sort, version) on registry.organisation to yz_staff;
grant insert, update (area, name_zh, name_en, sort, valid_until, version) on registry.organisation to yz_jobs;

create table registry.succession (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  kind text not null check (kind in ('move', 'merge', 'split')),
  from_community uuid not null,
  from_code bigint not null,
  to_community uuid not null,
  to_code bigint not null,
  valid_from date not null,
  held jsonb not null,
  decided_by uuid not null,
  decided_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  undo_reason text,
  primary key (district, id),
  check ((kind = 'move') = (from_community = to_community)),
  check (num_nonnulls(undone_by, undone_at, undo_reason) in (0, 3)),
  foreign key (district, from_community) references registry.community (district, id),
  foreign key (district, to_community) references registry.community (district, id)
);
comment on table registry.succession is 'What became of a community that a newer division file no longer holds, as a person decided. label: subtree.';
comment on column registry.succession.district is 'Six-digit district code.';
comment on column registry.succession.id is 'UUIDv7.';
comment on column registry.succession.area is 'Access label: of the successor.';
comment on column registry.succession.kind is 'move: the same community under a new code; merge: several into one; split: one into several.';
comment on column registry.succession.from_community is 'The one before; of a move the same as after.';
comment on column registry.succession.from_code is 'Its code.';
comment on column registry.succession.to_community is 'The one after.';
comment on column registry.succession.to_code is 'Its code.';
comment on column registry.succession.valid_from is 'First day of the one after.';
comment on column registry.succession.held is 'Rows per table that carried the label of the one after when it was decided: with others the decision can no longer be undone.';
comment on column registry.succession.decided_by is 'Account.';
comment on column registry.succession.decided_at is 'Real time.';
comment on column registry.succession.undone_by is 'Account that took it back.';
comment on column registry.succession.undone_at is 'Real time; null: in force.';
comment on column registry.succession.undo_reason is 'Why.';
create unique index succession_once on registry.succession (district, from_code, to_code, valid_from) where undone_at is null;
create index succession_from on registry.succession (district, from_community);
create index succession_to on registry.succession (district, to_community);

-- Committees and partners ----------------------------------------------------------------------------------------------

create table registry.rater_group (
  district bigint not null,
  id uuid not null,
  name_zh text not null,
  name_en text not null,
  own_street boolean not null,
  sort int not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  version int not null default 1,
  primary key (district, id),
  unique (district, id, own_street)
);
comment on table registry.rater_group is 'Groups in which the members of the governance committee (党建引领城市基层治理委员会) rate. label: district.';
comment on column registry.rater_group.district is 'Six-digit district code.';
comment on column registry.rater_group.id is 'UUIDv7.';
comment on column registry.rater_group.name_zh is 'Name in Chinese.';
comment on column registry.rater_group.name_en is 'Name in English; empty: the Chinese name is shown.';
comment on column registry.rater_group.own_street is '所属街道: each community''s own street; has no members of its own.';
comment on column registry.rater_group.sort is 'Order.';
comment on column registry.rater_group.valid_from is 'First day.';
comment on column registry.rater_group.valid_until is 'First day it no longer exists.';
comment on column registry.rater_group.version is 'Raised at every change.';
create unique index rater_group_name on registry.rater_group (district, name_zh) where valid_until is null;
create unique index rater_group_own_street on registry.rater_group (district) where own_street and valid_until is null;

create table registry.rater_group_member (
  district bigint not null,
  id uuid not null,
  rater_group uuid not null,
  own_street boolean not null default false check (not own_street),
  org uuid not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  primary key (district, id),
  foreign key (district, rater_group, own_street) references registry.rater_group (district, id, own_street),
  foreign key (district, org) references registry.organisation (district, id)
);
comment on table registry.rater_group_member is 'Member organisations of the governance committee, each in one group at a time. label: district.';
comment on column registry.rater_group_member.district is 'Six-digit district code.';
comment on column registry.rater_group_member.id is 'UUIDv7.';
comment on column registry.rater_group_member.rater_group is 'The group.';
comment on column registry.rater_group_member.own_street is 'False: the group of each community''s own street has no members.';
comment on column registry.rater_group_member.org is 'The organisation.';
comment on column registry.rater_group_member.valid_from is 'First day.';
comment on column registry.rater_group_member.valid_until is 'First day no longer.';
create unique index rater_group_member_once on registry.rater_group_member (district, org) where valid_until is null;

create table registry.area_committee (
  district bigint not null,
  id uuid not null,
  name_zh text not null,
  name_en text not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  version int not null default 1,
  primary key (district, id)
);
comment on table registry.area_committee is 'Area joint Party committees (片区联合党委) of three to four urban communities. label: district.';
comment on column registry.area_committee.district is 'Six-digit district code.';
comment on column registry.area_committee.id is 'UUIDv7.';
comment on column registry.area_committee.name_zh is 'Name in Chinese.';
comment on column registry.area_committee.name_en is 'Name in English; empty: the Chinese name is shown.';
comment on column registry.area_committee.valid_from is 'First day.';
comment on column registry.area_committee.valid_until is 'First day it no longer exists.';
comment on column registry.area_committee.version is 'Raised at every change.';
create unique index area_committee_name on registry.area_committee (district, name_zh) where valid_until is null;

create table registry.area_committee_member (
  district bigint not null,
  id uuid not null,
  area bigint not null,
  area_committee uuid not null,
  community uuid not null,
  lead boolean not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  primary key (district, id),
  foreign key (district, area_committee) references registry.area_committee (district, id),
  foreign key (district, community) references registry.community (district, id)
);
comment on table registry.area_committee_member is 'Communities of an area committee, each in one at a time. label: subtree.';
comment on column registry.area_committee_member.district is 'Six-digit district code.';
comment on column registry.area_committee_member.id is 'UUIDv7.';
comment on column registry.area_committee_member.area is 'Access label: the community''s.';
comment on column registry.area_committee_member.area_committee is 'The committee.';
comment on column registry.area_committee_member.community is 'The community.';
comment on column registry.area_committee_member.lead is 'The lead community; one at a time.';
comment on column registry.area_committee_member.valid_from is 'First day.';
comment on column registry.area_committee_member.valid_until is 'First day no longer.';
create unique index area_committee_member_once on registry.area_committee_member (district, community) where valid_until is null;
create unique index area_committee_member_lead on registry.area_committee_member (district, area_committee) where lead and valid_until is null;
create index area_committee_member_of on registry.area_committee_member (district, area_committee);

create table registry.partner (
  district bigint not null,
  id uuid not null,
  name_zh text not null,
  name_en text not null,
  address text not null,
  contact text not null,
  valid_from date not null,
  valid_until date check (valid_until >= valid_from),
  version int not null default 1,
  primary key (district, id)
);
comment on table registry.partner is 'Partner districts (伙伴区县) outside, for placements (对标实训). label: district.';
comment on column registry.partner.district is 'Six-digit code of the district whose partner it is.';
comment on column registry.partner.id is 'UUIDv7.';
comment on column registry.partner.name_zh is 'Name in Chinese.';
comment on column registry.partner.name_en is 'Name in English; empty: the Chinese name is shown.';
comment on column registry.partner.address is 'Where it is.';
comment on column registry.partner.contact is 'The unit that answers, with its telephone; no person.';
comment on column registry.partner.valid_from is 'First day.';
comment on column registry.partner.valid_until is 'First day no longer.';
comment on column registry.partner.version is 'Raised at every change.';
create unique index partner_name on registry.partner (district, name_zh) where valid_until is null;

alter table registry.succession enable row level security;
alter table registry.rater_group enable row level security;
alter table registry.rater_group_member enable row level security;
alter table registry.area_committee enable row level security;
alter table registry.area_committee_member enable row level security;
alter table registry.partner enable row level security;
create policy subtree on registry.succession using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.rater_group using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on registry.rater_group_member using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy district on registry.area_committee using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on registry.area_committee_member using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on registry.partner using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select on registry.succession, registry.rater_group, registry.rater_group_member, registry.area_committee, registry.area_committee_member, registry.partner to yz_staff, yz_admin;
grant insert on registry.rater_group, registry.rater_group_member, registry.area_committee, registry.area_committee_member, registry.partner to yz_staff;
grant update (name_zh, name_en, valid_until, version) on registry.rater_group, registry.area_committee to yz_staff;
grant update (valid_until) on registry.rater_group_member, registry.area_committee_member to yz_staff;
grant update (name_zh, name_en, address, contact, valid_until, version) on registry.partner to yz_staff;
grant select, insert, update (undone_by, undone_at, undo_reason) on registry.succession to yz_jobs;
grant select, update (valid_until) on registry.area_committee_member to yz_jobs;

-- Labels ---------------------------------------------------------------------------------------------------------------

-- Every column that holds a label, sealed tables included: a label says who sees a row, and is in no key, digest or signature.
grant select (area), update (area) on kernel.file, kernel.import_batch, registry.succession, registry.area_committee_member,
  registry.person, registry.person_past, registry.person_name, registry.person_alias, registry.person_distinct,
  registry.resume_period, registry.kin, registry.past_record, registry.post, registry.tenure, evaluation.roster,
  evaluation.star_draft, evaluation.star_entry, evaluation.star_result, evaluation.star_publication to yz_jobs;
grant select (area_lo, area_hi), update (area_lo, area_hi) on control.role_grant to yz_jobs;

alter policy district on registry.person to yz_filing, yz_auth, yz_jobs;
alter policy district on registry.person_past to yz_filing, yz_jobs;
alter policy district on registry.person_name to yz_filing, yz_jobs;
alter policy district on registry.person_alias to yz_filing, yz_auth, yz_jobs;
alter policy district on registry.kin to yz_auth, yz_jobs;
alter policy district on registry.post to yz_filing, yz_jobs;
create policy district on evaluation.star_draft to yz_jobs using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
comment on table registry.person is 'One person, one record, whatever the roles (rulings G8). label: subtree; filing, auth, jobs: district. Basis: management of community secretaries; retention: 10 years after the last post.';
comment on table registry.person_past is 'Earlier versions of a person''s record (rulings G9); insert-only. label: subtree; filing, jobs: district.';
comment on table registry.person_name is 'Former names (曾用名); insert-only. label: subtree; filing, jobs: district.';
comment on table registry.person_alias is 'Merged records: the alias reads as the person; ids are never rewritten and merging can be undone (rulings G8). label: subtree; filing, auth, jobs: district.';
comment on table registry.kin is 'Declared kinship, the only input to recusal and closed dossiers (rulings G3). label: subtree; auth, jobs: district. Sensitive personal data.';
comment on table registry.post is 'Posts of a community, there as long as it is: one secretary, one committee director, one assistant, one first secretary; several of the others. label: subtree; filing, jobs: district.';
comment on table evaluation.star_draft is 'What a department has typed and not yet submitted; a cell without a row, or without points, is unconfirmed. label: addressed; staff: subtree; jobs: district.';
