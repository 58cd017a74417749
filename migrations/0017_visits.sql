-- 走访记录: one visit, one record (rulings D2). A correction is a row of its own; the one before stays.

create table evaluation.visit (
  district bigint not null,
  id uuid not null,
  version int not null check (version > 0),
  corrects int generated always as (nullif(version - 1, 0)) stored,
  period text not null check (period = extract(year from visited_on)::text || case when extract(month from visited_on) <= 6 then 'H1' else 'H2' end),
  community uuid not null,
  area bigint not null,
  visited_on date not null,
  visitors jsonb not null check (jsonb_array_length(visitors) > 0),
  uses text[] not null check (cardinality(uses) > 0 and uses <@ array['survey', 'reassessment', 'help']),
  ways text[] not null check (cardinality(ways) > 0),
  findings jsonb not null check (jsonb_typeof(findings) = 'object'),
  seen text not null,
  promised text not null,
  evidence text[] not null,
  withdrawn boolean not null default false,
  reason text check (withdrawn = (reason is not null)),
  account uuid not null,
  at timestamptz not null,
  primary key (district, id, version),
  unique (district, id, version, period, community),
  foreign key (district, id, corrects, period, community) references evaluation.visit (district, id, version, period, community),
  foreign key (district, period, community) references evaluation.roster (district, period, community)
);
comment on table evaluation.visit is 'A visit to a community: survey, re-assessment, help, or several of them; the newest version counts; insert-only. label: subtree.';
comment on column evaluation.visit.district is 'Six-digit district code.';
comment on column evaluation.visit.id is 'UUIDv7, the same in all versions.';
comment on column evaluation.visit.version is '1, 2, …';
comment on column evaluation.visit.corrects is 'The version before, of the same community and half-year.';
comment on column evaluation.visit.period is 'Period key; the visit was in this half-year.';
comment on column evaluation.visit.community is 'Community id.';
comment on column evaluation.visit.area is 'Access label: 12-digit code.';
comment on column evaluation.visit.visited_on is 'Business date of the visit.';
comment on column evaluation.visit.visitors is 'Who visited: [{name, post}]. Personal data.';
comment on column evaluation.visit.uses is 'survey, reassessment, help.';
comment on column evaluation.visit.ways is 'Codes of the policy''s list survey_ways.';
comment on column evaluation.visit.findings is 'Key task to a code of the policy''s list survey_findings.';
comment on column evaluation.visit.seen is 'What was seen. May name residents; not for the community.';
comment on column evaluation.visit.promised is 'What was promised. May name residents; not for the community.';
comment on column evaluation.visit.evidence is 'Papers that are referred to, never asked for (R-BR-7).';
comment on column evaluation.visit.withdrawn is 'The record was entered in error and counts no longer.';
comment on column evaluation.visit.reason is 'Why it was withdrawn.';
comment on column evaluation.visit.account is 'Who wrote this version.';
comment on column evaluation.visit.at is 'Real time.';
create index visit_of_period on evaluation.visit (district, period, community);

alter table evaluation.visit enable row level security;
create policy subtree on evaluation.visit using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
-- A record lies under the label of its community, on a roster that the writer sees, and comes before publication.
create policy in_time on evaluation.visit as restrictive for insert to yz_staff with check (
  exists (select from evaluation.roster r where r.district = visit.district and r.period = visit.period and r.community = visit.community and r.area = visit.area)
  and exists (select from evaluation.cycle c where c.district = visit.district and c.period = visit.period and c.state <> 'published'));
create policy published on evaluation.visit as restrictive for select to yz_self using (
  exists (select from evaluation.cycle c where c.district = visit.district and c.period = visit.period and c.state = 'published'));

grant select, insert on evaluation.visit to yz_staff;
-- Neither visitors nor free text: what residents said stays with those who heard it.
grant select (district, id, version, period, community, area, visited_on, uses, ways, findings, withdrawn) on evaluation.visit to yz_self;
grant select, update (area) on evaluation.visit to yz_jobs;
