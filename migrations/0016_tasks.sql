-- Key tasks of a year (年度重点任务, rulings A3) and the targets that streets give their communities for them.

create table evaluation.key_task (
  district bigint not null,
  id uuid not null,
  year int not null check (year between 2000 and 2999),
  number int not null check (number between 1 and 99),
  measure_zh text not null check (btrim(measure_zh) <> ''),
  measure_en text not null,
  target text not null check (btrim(target) <> ''),
  org uuid not null,
  document text check (btrim(document) <> ''),
  added_on date not null,
  ended_on date check (ended_on >= added_on),
  end_reason text check (btrim(end_reason) <> ''),
  version int not null default 1,
  primary key (district, id),
  unique (district, year, number),
  foreign key (district, org) references registry.organisation (district, id),
  check (num_nonnulls(ended_on, end_reason) in (0, 2))
);
comment on table evaluation.key_task is 'Key tasks of a year; none is ever deleted, it ends with a reason. label: addressed; staff and self: district.';
comment on column evaluation.key_task.district is 'Six-digit district code.';
comment on column evaluation.key_task.id is 'UUIDv7.';
comment on column evaluation.key_task.year is 'Calendar year.';
comment on column evaluation.key_task.number is 'Place in the year''s list, for good: KT-03.';
comment on column evaluation.key_task.measure_zh is 'The measure in Chinese.';
comment on column evaluation.key_task.measure_en is 'The measure in English; empty: the Chinese text is shown.';
comment on column evaluation.key_task.target is 'What the district wants to reach.';
comment on column evaluation.key_task.org is 'The responsible organisation; its raters read the task.';
comment on column evaluation.key_task.document is 'Title or number of the document; a number is needed once the free months are over.';
comment on column evaluation.key_task.added_on is 'Business date; targets are due so many working days later.';
comment on column evaluation.key_task.ended_on is 'Business date; null: in force.';
comment on column evaluation.key_task.end_reason is 'Why it ended.';
comment on column evaluation.key_task.version is 'Raised at every change.';

create table evaluation.key_target (
  district bigint not null,
  id uuid not null,
  task uuid not null,
  community uuid not null,
  version int not null check (version > 0),
  area bigint not null,
  target text check (btrim(target) <> ''),
  account uuid not null,
  at timestamptz not null,
  primary key (district, task, community, version),
  unique (district, id),
  foreign key (district, task) references evaluation.key_task (district, id),
  foreign key (district, community) references registry.community (district, id)
);
comment on table evaluation.key_target is 'What a community has to reach for a key task, each version a row; insert-only. label: subtree.';
comment on column evaluation.key_target.district is 'Six-digit district code.';
comment on column evaluation.key_target.id is 'UUIDv7.';
comment on column evaluation.key_target.task is 'The key task.';
comment on column evaluation.key_target.community is 'Community id.';
comment on column evaluation.key_target.version is 'The highest counts.';
comment on column evaluation.key_target.area is 'Access label: the community''s.';
comment on column evaluation.key_target.target is 'The target; null: taken back.';
comment on column evaluation.key_target.account is 'Who gave it.';
comment on column evaluation.key_target.at is 'Real time.';

alter table evaluation.key_task enable row level security;
alter table evaluation.key_target enable row level security;
create policy addressed on evaluation.key_task to yz_rater using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy district on evaluation.key_task to yz_staff, yz_self using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on evaluation.key_target using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
-- The list is written by who sees the whole district: a street reads it.
create policy whole_district_adds on evaluation.key_task as restrictive for insert to yz_staff
  with check (nullif(current_setting('app.lo', true), '')::bigint <= district * 1000000
    and nullif(current_setting('app.hi', true), '')::bigint >= district * 1000000 + 999999);
create policy whole_district_changes on evaluation.key_task as restrictive for update to yz_staff
  using (nullif(current_setting('app.lo', true), '')::bigint <= district * 1000000
    and nullif(current_setting('app.hi', true), '')::bigint >= district * 1000000 + 999999);
-- A target carries the label of its community, one that the writer sees.
create policy own_community on evaluation.key_target as restrictive for insert to yz_staff
  with check (exists (select from registry.community c
    where c.district = key_target.district and c.id = key_target.community and c.area = key_target.area));

grant select on evaluation.key_task to yz_staff, yz_rater, yz_self;
grant insert, update (measure_zh, measure_en, target, org, document, ended_on, end_reason, version) on evaluation.key_task to yz_staff;
grant select on evaluation.key_target to yz_staff, yz_self;
grant insert on evaluation.key_target to yz_staff;
grant select (area), update (area) on evaluation.key_target to yz_jobs;
