-- What explains a published star beside the sheets, and what a round of totals was computed by (rulings G10).

alter table evaluation.star_publication add column merits jsonb not null default '{}';
comment on column evaluation.star_publication.merits is 'Fact to the entries behind it: honours, serious cases, the street''s method and awards; without names of persons.';

create table evaluation.star_round (
  district bigint not null,
  period text not null,
  round int not null check (round > 0),
  mechanisms text[] not null,
  recorded_at timestamptz not null,
  primary key (district, period, round),
  foreign key (district, period) references evaluation.cycle (district, period)
);
comment on table evaluation.star_round is 'One round of totals: what it was computed by; insert-only. label: district.';
comment on column evaluation.star_round.district is 'Six-digit district code.';
comment on column evaluation.star_round.period is 'Period key.';
comment on column evaluation.star_round.round is 'Round of totalling.';
comment on column evaluation.star_round.mechanisms is 'Mechanisms with their versions, sorted.';
comment on column evaluation.star_round.recorded_at is 'Real time.';

alter table evaluation.star_round enable row level security;
create policy district on evaluation.star_round using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select on evaluation.star_round to yz_staff, yz_jobs;
grant insert on evaluation.star_round to yz_jobs;
