-- The half-year: cycle, frozen roster, star rating.

create schema evaluation;
comment on schema evaluation is 'Half-year evaluation: cycle and star rating; report, appraisal and ballot follow.';
grant usage on schema evaluation to yz_staff, yz_rater, yz_self, yz_upper, yz_jobs, yz_admin;

create table evaluation.cycle (
  district bigint not null,
  period text not null check (period ~ '^[0-9]{4}H[12]$'),
  state text not null check (state in ('open', 'closing', 'closed', 'published')),
  pack_version uuid not null,
  round int not null default 0,
  sheets_due date not null,
  opened_on date not null,
  opened_by uuid not null,
  published_on date,
  version int not null default 1,
  primary key (district, period),
  foreign key (district, pack_version) references policy.pack_version (district, id)
);
comment on table evaluation.cycle is 'One half-year of a district; policy version and roster are frozen when it opens. label: district.';
comment on column evaluation.cycle.district is 'Six-digit district code.';
comment on column evaluation.cycle.period is 'Period key, such as 2026H1.';
comment on column evaluation.cycle.state is 'State of the cycle''s procedure.';
comment on column evaluation.cycle.pack_version is 'The policy that holds for it, for good.';
comment on column evaluation.cycle.round is 'How often the scores have been totalled; results of the last round count.';
comment on column evaluation.cycle.sheets_due is 'Last day for the departments'' sheets.';
comment on column evaluation.cycle.opened_on is 'Business date of opening.';
comment on column evaluation.cycle.opened_by is 'Account.';
comment on column evaluation.cycle.published_on is 'Business date of publication.';
comment on column evaluation.cycle.version is 'Raised at every change.';

create table evaluation.roster (
  district bigint not null,
  period text not null,
  community uuid not null,
  area bigint not null,
  code bigint not null,
  name text not null,
  short_name text not null,
  street bigint not null,
  street_name text not null,
  kind text not null,
  primary key (district, period, community),
  foreign key (district, period) references evaluation.cycle (district, period),
  foreign key (district, community) references registry.community (district, id)
);
comment on table evaluation.roster is 'The communities of a half-year as they were when it opened; insert-only. label: subtree.';
comment on column evaluation.roster.district is 'Six-digit district code.';
comment on column evaluation.roster.period is 'Period key.';
comment on column evaluation.roster.community is 'Community id.';
comment on column evaluation.roster.area is 'Access label: 12-digit code.';
comment on column evaluation.roster.code is '12-digit division code; also the order of lists.';
comment on column evaluation.roster.name is 'Official name then.';
comment on column evaluation.roster.short_name is 'Short name then.';
comment on column evaluation.roster.street is 'Street code then.';
comment on column evaluation.roster.street_name is 'Street name then.';
comment on column evaluation.roster.kind is 'urban or converted then.';
create index roster_code on evaluation.roster (district, period, code);

create table evaluation.star_draft (
  district bigint not null,
  period text not null,
  community uuid not null,
  indicator text not null,
  department text not null,
  org uuid not null,
  area bigint not null,
  points numeric(6, 2),
  reason text,
  document text,
  version int not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, period, community, indicator),
  foreign key (district, period, community) references evaluation.roster (district, period, community)
);
comment on table evaluation.star_draft is 'What a department has typed and not yet submitted; a cell without a row, or without points, is unconfirmed. label: addressed; staff: subtree.';
comment on column evaluation.star_draft.district is 'Six-digit district code.';
comment on column evaluation.star_draft.period is 'Period key.';
comment on column evaluation.star_draft.community is 'Community id.';
comment on column evaluation.star_draft.indicator is 'Indicator code, such as SR-04a.';
comment on column evaluation.star_draft.department is 'Department code, such as SR-04.';
comment on column evaluation.star_draft.org is 'Who may write it.';
comment on column evaluation.star_draft.area is 'Access label: 12-digit code.';
comment on column evaluation.star_draft.points is 'Points; null: cleared again.';
comment on column evaluation.star_draft.reason is 'Why points were deducted.';
comment on column evaluation.star_draft.document is 'Document behind the deduction.';
comment on column evaluation.star_draft.version is 'Raised at every change of the cell.';
comment on column evaluation.star_draft.account is 'Who typed it last.';
comment on column evaluation.star_draft.at is 'Real time.';
create index star_draft_org on evaluation.star_draft (org, period);

create table evaluation.star_sheet (
  district bigint not null,
  period text not null,
  department text not null,
  version int not null check (version > 0),
  org uuid not null,
  digest bytea not null check (length(digest) = 32),
  signature uuid not null,
  account uuid not null,
  account_name text not null,
  submitted_on date not null,
  at timestamptz not null,
  primary key (district, period, department, version),
  foreign key (district, period) references evaluation.cycle (district, period),
  foreign key (district, signature) references kernel.signature (district, id)
);
comment on table evaluation.star_sheet is 'A department''s submitted and signed sheet; a sheet sent back is followed by the next version; insert-only. label: addressed; staff: district.';
comment on column evaluation.star_sheet.district is 'Six-digit district code.';
comment on column evaluation.star_sheet.period is 'Period key.';
comment on column evaluation.star_sheet.department is 'Department code.';
comment on column evaluation.star_sheet.version is '1, 2, …';
comment on column evaluation.star_sheet.org is 'Who submitted it.';
comment on column evaluation.star_sheet.digest is 'SHA-256 of the canonical entries.';
comment on column evaluation.star_sheet.signature is 'The submitter''s signature.';
comment on column evaluation.star_sheet.account is 'Who submitted it.';
comment on column evaluation.star_sheet.account_name is 'Name at that time. Personal data.';
comment on column evaluation.star_sheet.submitted_on is 'Business date.';
comment on column evaluation.star_sheet.at is 'Real time.';

create table evaluation.star_return (
  district bigint not null,
  period text not null,
  department text not null,
  version int not null,
  org uuid not null,
  reason text not null check (length(reason) > 0),
  account uuid not null,
  at timestamptz not null,
  primary key (district, period, department, version),
  foreign key (district, period, department, version) references evaluation.star_sheet (district, period, department, version)
);
comment on table evaluation.star_return is 'A sheet sent back to its department with a reason; insert-only. label: addressed; staff: district.';
comment on column evaluation.star_return.district is 'Six-digit district code.';
comment on column evaluation.star_return.period is 'Period key.';
comment on column evaluation.star_return.department is 'Department code.';
comment on column evaluation.star_return.version is 'The version sent back; it no longer counts.';
comment on column evaluation.star_return.org is 'To whom.';
comment on column evaluation.star_return.reason is 'Why.';
comment on column evaluation.star_return.account is 'Who sent it back.';
comment on column evaluation.star_return.at is 'Real time.';

create table evaluation.star_entry (
  district bigint not null,
  period text not null,
  community uuid not null,
  indicator text not null,
  department text not null,
  version int not null,
  org uuid not null,
  area bigint not null,
  points numeric(6, 2) not null,
  reason text,
  document text,
  primary key (district, period, community, indicator, version),
  foreign key (district, period, department, version) references evaluation.star_sheet (district, period, department, version),
  foreign key (district, period, community) references evaluation.roster (district, period, community)
);
comment on table evaluation.star_entry is 'One submitted score: the leaf of every explanation; insert-only. label: addressed; staff: subtree.';
comment on column evaluation.star_entry.district is 'Six-digit district code.';
comment on column evaluation.star_entry.period is 'Period key.';
comment on column evaluation.star_entry.community is 'Community id.';
comment on column evaluation.star_entry.indicator is 'Indicator code.';
comment on column evaluation.star_entry.department is 'Department code.';
comment on column evaluation.star_entry.version is 'Version of the sheet.';
comment on column evaluation.star_entry.org is 'Who scored.';
comment on column evaluation.star_entry.area is 'Access label: 12-digit code.';
comment on column evaluation.star_entry.points is 'Points given.';
comment on column evaluation.star_entry.reason is 'Why points were deducted; null at full marks.';
comment on column evaluation.star_entry.document is 'Document behind the deduction; null at full marks.';

create table evaluation.star_result (
  district bigint not null,
  period text not null,
  community uuid not null,
  round int not null,
  area bigint not null,
  total text,
  total_display numeric(6, 2),
  grade text,
  parts jsonb not null,
  capped boolean not null,
  silent text[] not null,
  digest bytea not null check (length(digest) = 32),
  recorded_at timestamptz not null,
  primary key (district, period, community, round)
);
comment on table evaluation.star_result is 'Totals of one round; insert-only. label: subtree.';
comment on column evaluation.star_result.district is 'Six-digit district code.';
comment on column evaluation.star_result.period is 'Period key.';
comment on column evaluation.star_result.community is 'Community id.';
comment on column evaluation.star_result.round is 'Round of totalling.';
comment on column evaluation.star_result.area is 'Access label: 12-digit code.';
comment on column evaluation.star_result.total is 'Exact total n/d; null: missing.';
comment on column evaluation.star_result.total_display is 'Rounded half up, for reading and sorting.';
comment on column evaluation.star_result.grade is 'Star grade proposed by the rule, such as star-4.';
comment on column evaluation.star_result.parts is 'Rule code to displayed number: the dimensions.';
comment on column evaluation.star_result.capped is 'A condition kept the grade below what the total alone would give.';
comment on column evaluation.star_result.silent is 'Departments that had not answered.';
comment on column evaluation.star_result.digest is 'SHA-256 over policy, facts and mechanism versions.';
comment on column evaluation.star_result.recorded_at is 'Real time.';

create table evaluation.star_publication (
  district bigint not null,
  period text not null,
  community uuid not null,
  area bigint not null,
  round int not null,
  total text,
  total_display numeric(6, 2),
  grade text,
  digest bytea not null check (length(digest) = 32),
  tree jsonb not null,
  leaves jsonb not null,
  published_on date not null,
  primary key (district, period, community),
  foreign key (district, period, community, round) references evaluation.star_result (district, period, community, round)
);
comment on table evaluation.star_publication is 'The published star with its whole explanation; insert-only. label: subtree.';
comment on column evaluation.star_publication.district is 'Six-digit district code.';
comment on column evaluation.star_publication.period is 'Period key.';
comment on column evaluation.star_publication.community is 'Community id.';
comment on column evaluation.star_publication.area is 'Access label: 12-digit code.';
comment on column evaluation.star_publication.round is 'The round it published.';
comment on column evaluation.star_publication.total is 'Exact total n/d.';
comment on column evaluation.star_publication.total_display is 'Rounded.';
comment on column evaluation.star_publication.grade is 'Star grade.';
comment on column evaluation.star_publication.digest is 'Digest of the result.';
comment on column evaluation.star_publication.tree is 'Explanation tree: codes and numbers.';
comment on column evaluation.star_publication.leaves is 'Indicator to department, reason and document, as submitted.';
comment on column evaluation.star_publication.published_on is 'Business date.';

alter table evaluation.cycle enable row level security;
alter table evaluation.roster enable row level security;
alter table evaluation.star_draft enable row level security;
alter table evaluation.star_sheet enable row level security;
alter table evaluation.star_return enable row level security;
alter table evaluation.star_entry enable row level security;
alter table evaluation.star_result enable row level security;
alter table evaluation.star_publication enable row level security;
create policy district on evaluation.cycle using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on evaluation.roster using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy addressed on evaluation.star_draft to yz_rater using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on evaluation.star_draft to yz_staff using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy addressed on evaluation.star_sheet to yz_rater using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy district on evaluation.star_sheet to yz_staff, yz_jobs using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy addressed on evaluation.star_return to yz_rater using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy district on evaluation.star_return to yz_staff, yz_jobs using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy addressed on evaluation.star_entry to yz_rater using (org = nullif(current_setting('app.org', true), '')::uuid);
create policy subtree on evaluation.star_entry to yz_staff, yz_jobs using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on evaluation.star_result using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on evaluation.star_publication using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);

grant select on evaluation.cycle, evaluation.roster to yz_staff, yz_rater, yz_self, yz_jobs;
grant insert on evaluation.cycle, evaluation.roster to yz_staff;
grant update (state, round, published_on, version) on evaluation.cycle to yz_staff, yz_jobs;
grant select on evaluation.star_draft to yz_staff;
grant select, insert on evaluation.star_draft to yz_rater;
grant update (points, reason, document, version, account, at) on evaluation.star_draft to yz_rater;
grant select on evaluation.star_sheet, evaluation.star_return, evaluation.star_entry to yz_staff, yz_rater, yz_jobs;
grant insert on evaluation.star_sheet, evaluation.star_entry to yz_rater;
grant insert on evaluation.star_return to yz_staff;
grant select on evaluation.star_result to yz_staff, yz_jobs;
grant insert on evaluation.star_result to yz_jobs;
grant select on evaluation.star_publication to yz_staff, yz_self, yz_jobs;
grant insert on evaluation.star_publication to yz_staff;
