-- From the totals to a confirmed star: the street proposes, the district checks, residents are told, objections pause the
-- clock, a named body confirms (domain.md §6.8, rulings B1, P3). Nearly all of it is insert-only: an end is a row of its own.

alter table evaluation.cycle drop constraint cycle_state_check;
alter table evaluation.cycle add constraint cycle_state_check
  check (state in ('open', 'closing', 'closed', 'notice', 'published'));

create table evaluation.star_proposal (
  district bigint not null,
  period text not null,
  round int not null,
  street bigint not null,
  version int not null check (version > 0),
  area bigint not null,
  document text not null,
  account uuid not null,
  person_name text not null,
  on_behalf boolean not null,
  on_date date not null,
  at timestamptz not null,
  primary key (district, period, round, street, version),
  foreign key (district, period) references evaluation.cycle (district, period)
);
comment on table evaluation.star_proposal is 'One street''s proposal of stars for a round of totals; insert-only. label: subtree.';
comment on column evaluation.star_proposal.district is 'Six-digit district code.';
comment on column evaluation.star_proposal.period is 'Period key.';
comment on column evaluation.star_proposal.round is 'Round of totals it is about: a new round asks for a new proposal.';
comment on column evaluation.star_proposal.street is 'Nine-digit code of the street.';
comment on column evaluation.star_proposal.version is '1, 2, …: until a community is announced its street may propose again; the last counts.';
comment on column evaluation.star_proposal.area is 'Access label: 12-digit code of the street.';
comment on column evaluation.star_proposal.document is 'Minutes or document by which the street decided.';
comment on column evaluation.star_proposal.account is 'Who entered it.';
comment on column evaluation.star_proposal.person_name is 'Name as it was. Personal data.';
comment on column evaluation.star_proposal.on_behalf is 'Entered by the organization department from paper.';
comment on column evaluation.star_proposal.on_date is 'Business date.';
comment on column evaluation.star_proposal.at is 'Real time.';

create table evaluation.star_proposed (
  district bigint not null,
  period text not null,
  round int not null,
  street bigint not null,
  version int not null,
  community uuid not null,
  area bigint not null,
  grade text not null,
  reason text,
  primary key (district, period, round, community, version),
  foreign key (district, period, round, street, version)
    references evaluation.star_proposal (district, period, round, street, version),
  foreign key (district, period, community, round) references evaluation.star_result (district, period, community, round)
);
comment on table evaluation.star_proposed is 'The star a street proposes for a community; insert-only. label: subtree.';
comment on column evaluation.star_proposed.district is 'Six-digit district code.';
comment on column evaluation.star_proposed.period is 'Period key.';
comment on column evaluation.star_proposed.round is 'Round of totals.';
comment on column evaluation.star_proposed.street is 'Nine-digit code of the street.';
comment on column evaluation.star_proposed.version is 'Of the proposal.';
comment on column evaluation.star_proposed.community is 'Community id.';
comment on column evaluation.star_proposed.area is 'Access label: 12-digit code.';
comment on column evaluation.star_proposed.grade is 'Never above what the rules give.';
comment on column evaluation.star_proposed.reason is 'Why it is below what the rules give; null where it is the same.';

create table evaluation.star_deferral (
  district bigint not null,
  id uuid not null,
  period text not null,
  community uuid not null,
  area bigint not null,
  kind text not null check (kind in ('term', 'supplement', 'appeal', 'check')),
  reason text not null,
  from_date date not null,
  until_date date not null,
  times int not null check (times in (1, 2)),
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  unique (district, period, community, times),
  foreign key (district, period) references evaluation.cycle (district, period)
);
comment on table evaluation.star_deferral is 'A confirmation put off, twice at most (rulings B1); insert-only. label: subtree.';
comment on column evaluation.star_deferral.district is 'Six-digit district code.';
comment on column evaluation.star_deferral.id is 'UUIDv7.';
comment on column evaluation.star_deferral.period is 'Period key.';
comment on column evaluation.star_deferral.community is 'Community id.';
comment on column evaluation.star_deferral.area is 'Access label: 12-digit code.';
comment on column evaluation.star_deferral.kind is 'term, supplement, appeal, check: outsiders read one word for all.';
comment on column evaluation.star_deferral.reason is 'For the confirming body alone.';
comment on column evaluation.star_deferral.from_date is 'Business date.';
comment on column evaluation.star_deferral.until_date is 'Last day.';
comment on column evaluation.star_deferral.times is 'First or second.';
comment on column evaluation.star_deferral.account is 'Who put it off.';
comment on column evaluation.star_deferral.at is 'Real time.';

create table evaluation.star_deferral_end (
  district bigint not null,
  deferral uuid not null,
  area bigint not null,
  on_date date not null,
  reason text not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, deferral),
  foreign key (district, deferral) references evaluation.star_deferral (district, id)
);
comment on table evaluation.star_deferral_end is 'A deferral lifted; insert-only. label: subtree.';
comment on column evaluation.star_deferral_end.district is 'Six-digit district code.';
comment on column evaluation.star_deferral_end.deferral is 'Which.';
comment on column evaluation.star_deferral_end.area is 'Access label: 12-digit code.';
comment on column evaluation.star_deferral_end.on_date is 'Business date.';
comment on column evaluation.star_deferral_end.reason is 'What was found.';
comment on column evaluation.star_deferral_end.account is 'Who lifted it.';
comment on column evaluation.star_deferral_end.at is 'Real time.';

create table evaluation.star_notice (
  district bigint not null,
  id uuid not null,
  period text not null,
  round int not null,
  days int not null,
  from_date date not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  foreign key (district, period) references evaluation.cycle (district, period)
);
comment on table evaluation.star_notice is 'A public notice of proposed stars; residents read its copy in kernel.public_notice; insert-only. label: district.';
comment on column evaluation.star_notice.district is 'Six-digit district code.';
comment on column evaluation.star_notice.id is 'UUIDv7, the same in kernel.public_notice.';
comment on column evaluation.star_notice.period is 'Period key.';
comment on column evaluation.star_notice.round is 'Round of totals.';
comment on column evaluation.star_notice.days is 'Working days it lasts without objections.';
comment on column evaluation.star_notice.from_date is 'First day.';
comment on column evaluation.star_notice.account is 'Who announced it.';
comment on column evaluation.star_notice.at is 'Real time.';

create table evaluation.star_noticed (
  district bigint not null,
  notice uuid not null,
  community uuid not null,
  area bigint not null,
  grade text not null,
  primary key (district, notice, community),
  foreign key (district, notice) references evaluation.star_notice (district, id)
);
comment on table evaluation.star_noticed is 'What a notice says of a community; insert-only. label: subtree.';
comment on column evaluation.star_noticed.district is 'Six-digit district code.';
comment on column evaluation.star_noticed.notice is 'Which notice.';
comment on column evaluation.star_noticed.community is 'Community id.';
comment on column evaluation.star_noticed.area is 'Access label: 12-digit code.';
comment on column evaluation.star_noticed.grade is 'As the street proposed and the district checked.';

create table evaluation.star_notice_end (
  district bigint not null,
  notice uuid not null,
  how text not null check (how in ('confirmed', 'withdrawn')),
  on_date date not null,
  reason text,
  account uuid not null,
  at timestamptz not null,
  primary key (district, notice),
  foreign key (district, notice) references evaluation.star_notice (district, id)
);
comment on table evaluation.star_notice_end is 'How a notice ended; insert-only. label: district.';
comment on column evaluation.star_notice_end.district is 'Six-digit district code.';
comment on column evaluation.star_notice_end.notice is 'Which notice.';
comment on column evaluation.star_notice_end.how is 'confirmed or withdrawn.';
comment on column evaluation.star_notice_end.on_date is 'Business date.';
comment on column evaluation.star_notice_end.reason is 'Why it was withdrawn.';
comment on column evaluation.star_notice_end.account is 'Who.';
comment on column evaluation.star_notice_end.at is 'Real time.';

create table evaluation.star_objection (
  district bigint not null,
  id uuid not null,
  notice uuid not null,
  community uuid not null,
  area bigint not null,
  received_on date not null,
  channel text not null check (channel in ('visit', 'letter', 'telephone', 'meeting')),
  summary text not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, id),
  foreign key (district, notice, community) references evaluation.star_noticed (district, notice, community)
);
comment on table evaluation.star_objection is 'An objection to a notice, typed in by staff; it pauses the clock; insert-only. label: subtree.';
comment on column evaluation.star_objection.district is 'Six-digit district code.';
comment on column evaluation.star_objection.id is 'UUIDv7.';
comment on column evaluation.star_objection.notice is 'Which notice.';
comment on column evaluation.star_objection.community is 'About which community.';
comment on column evaluation.star_objection.area is 'Access label: 12-digit code.';
comment on column evaluation.star_objection.received_on is 'Business date; the clock stands from this day on.';
comment on column evaluation.star_objection.channel is 'How it came.';
comment on column evaluation.star_objection.summary is 'What is objected, without the name of who objects.';
comment on column evaluation.star_objection.account is 'Who typed it in.';
comment on column evaluation.star_objection.at is 'Real time.';

create table evaluation.star_objection_answer (
  district bigint not null,
  objection uuid not null,
  area bigint not null,
  outcome text not null check (outcome in ('kept', 'upheld')),
  answered_on date not null,
  answer text not null,
  account uuid not null,
  at timestamptz not null,
  primary key (district, objection),
  foreign key (district, objection) references evaluation.star_objection (district, id)
);
comment on table evaluation.star_objection_answer is 'What an objection led to; insert-only. label: subtree.';
comment on column evaluation.star_objection_answer.district is 'Six-digit district code.';
comment on column evaluation.star_objection_answer.objection is 'Which objection.';
comment on column evaluation.star_objection_answer.area is 'Access label: 12-digit code.';
comment on column evaluation.star_objection_answer.outcome is 'kept: the star stands; upheld: the notice is withdrawn and the round corrected.';
comment on column evaluation.star_objection_answer.answered_on is 'Business date; the clock runs again from the next day.';
comment on column evaluation.star_objection_answer.answer is 'What was found and answered.';
comment on column evaluation.star_objection_answer.account is 'Who.';
comment on column evaluation.star_objection_answer.at is 'Real time.';

create table evaluation.star_pause (
  district bigint not null,
  objection uuid not null,
  notice uuid not null,
  from_date date not null,
  until_date date,
  primary key (district, objection),
  foreign key (district, objection) references evaluation.star_objection (district, id),
  foreign key (district, notice) references evaluation.star_notice (district, id)
);
comment on table evaluation.star_pause is 'When the clock of a notice stood, and nothing else: all streets have the same clock. label: district.';
comment on column evaluation.star_pause.district is 'Six-digit district code.';
comment on column evaluation.star_pause.objection is 'Because of which objection.';
comment on column evaluation.star_pause.notice is 'Which notice.';
comment on column evaluation.star_pause.from_date is 'First day that does not count.';
comment on column evaluation.star_pause.until_date is 'Last day that does not count; null: no answer yet.';

create index star_objection_notice on evaluation.star_objection (district, notice);
create index star_notice_period on evaluation.star_notice (district, period);

-- What was confirmed may be below what the rules give; then it says why.
alter table evaluation.star_publication add column reason text;
comment on column evaluation.star_publication.reason is 'Why the confirmed star is below what the rules give.';

alter table evaluation.star_proposal enable row level security;
alter table evaluation.star_proposed enable row level security;
alter table evaluation.star_deferral enable row level security;
alter table evaluation.star_deferral_end enable row level security;
alter table evaluation.star_notice enable row level security;
alter table evaluation.star_noticed enable row level security;
alter table evaluation.star_notice_end enable row level security;
alter table evaluation.star_objection enable row level security;
alter table evaluation.star_objection_answer enable row level security;
alter table evaluation.star_pause enable row level security;
create policy subtree on evaluation.star_proposal using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on evaluation.star_proposed using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on evaluation.star_deferral using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on evaluation.star_deferral_end using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on evaluation.star_notice using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on evaluation.star_noticed using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy district on evaluation.star_notice_end using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
create policy subtree on evaluation.star_objection using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);
create policy subtree on evaluation.star_objection_answer using (area between nullif(current_setting('app.lo', true), '')::bigint and nullif(current_setting('app.hi', true), '')::bigint);

create policy district on evaluation.star_pause using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);

-- A pause that has ended stays as it is.
create policy ended on evaluation.star_pause as restrictive for update using (until_date is null) with check (true);

grant select, insert on evaluation.star_pause, evaluation.star_proposal, evaluation.star_proposed, evaluation.star_deferral, evaluation.star_deferral_end,
  evaluation.star_notice, evaluation.star_noticed, evaluation.star_notice_end, evaluation.star_objection,
  evaluation.star_objection_answer to yz_staff;
-- Labels follow a community to another street (migration 0012).
grant select (area), update (area) on evaluation.star_proposal, evaluation.star_proposed, evaluation.star_deferral,
  evaluation.star_deferral_end, evaluation.star_noticed, evaluation.star_objection, evaluation.star_objection_answer to yz_jobs;
-- A notice whose clock stands stays up without a last day, and longer; a withdrawn one comes down.
alter table kernel.public_notice alter column until_date drop not null, drop constraint public_notice_check;
comment on column kernel.public_notice.until_date is 'Last day shown; after it the page no longer finds it. Null: its clock stands. Before from_date: withdrawn.';
grant update (until_date) on evaluation.star_pause to yz_staff;
grant update (until_date) on kernel.public_notice to yz_staff;
