-- Two rules of supervision that only the operations held (decision 21): a stop is overruled by somebody who holds a role of the district
-- commission on that day, and nobody supervises a case about which he answered for discipline, sealed replies included.

create table management.review_replier (
  district bigint not null,
  request uuid not null,
  department text not null,
  person uuid not null,
  primary key (district, request, department, person),
  foreign key (district, request) references management.review_request (district, id)
);
comment on table management.review_replier is 'Who wrote a reply to the joint review; each person reads of himself alone, so that of a sealed reply nobody else learns; insert-only. label: own.';
comment on column management.review_replier.district is 'Six-digit district code.';
comment on column management.review_replier.request is 'The round.';
comment on column management.review_replier.department is 'Code of the department.';
comment on column management.review_replier.person is 'Who replied, or confirmed what was registered.';

-- No reply without it. Who signed the replies so far wrote them.
alter table management.review_reply add column person uuid;
comment on column management.review_reply.person is 'Who wrote it.';
update management.review_reply r set person = s.person from kernel.signature s where s.district = r.district and s.id = r.signature;
insert into management.review_replier (district, request, department, person)
  select district, request, department, person from management.review_reply;
alter table management.review_reply
  alter column person set not null,
  add constraint review_reply_replier foreign key (district, request, department, person)
    references management.review_replier (district, request, department, person);

alter table management.review_replier enable row level security;
create policy own on management.review_replier using (person = nullif(current_setting('app.person', true), '')::uuid);
create policy own_name on management.review_reply as restrictive for insert with check (person = nullif(current_setting('app.person', true), '')::uuid);

-- Who supervises works on the whole district: a narrower scope sees no round of the review, and would not find himself in it.
create policy whole_district on management.filing_stop as restrictive for insert with check (
  nullif(current_setting('app.lo', true), '')::bigint <= district * 1000000
  and nullif(current_setting('app.hi', true), '')::bigint >= district * 1000000 + 999999);
create policy whole_district on management.filing_stop_end as restrictive for insert with check (
  nullif(current_setting('app.lo', true), '')::bigint <= district * 1000000
  and nullif(current_setting('app.hi', true), '')::bigint >= district * 1000000 + 999999);
create policy whole_district on management.filing_stop_overrule as restrictive for insert with check (
  nullif(current_setting('app.lo', true), '')::bigint <= district * 1000000
  and nullif(current_setting('app.hi', true), '')::bigint >= district * 1000000 + 999999);
drop policy not_replied on management.filing_stop;
create policy not_replied on management.filing_stop as restrictive for insert with check (not exists (
  select from management.review_request q
  join management.review_replier r on r.district = q.district and r.request = q.id and r.department = 'JR-01'
  where q.district = filing_stop.district and q.filing = filing_stop.filing and r.person = filing_stop.person));
create policy not_replied on management.filing_stop_end as restrictive for insert with check (not exists (
  select from management.filing_stop s
  join management.review_request q on q.district = s.district and q.filing = s.filing
  join management.review_replier r on r.district = q.district and r.request = q.id and r.department = 'JR-01'
  where s.district = filing_stop_end.district and s.id = filing_stop_end.stop and r.person = filing_stop_end.person));
create policy not_replied on management.filing_stop_overrule as restrictive for insert with check (not exists (
  select from management.filing_stop s
  join management.review_request q on q.district = s.district and q.filing = s.filing
  join management.review_replier r on r.district = q.district and r.request = q.id and r.department = 'JR-01'
  where s.district = filing_stop_overrule.district and s.id = filing_stop_overrule.stop and r.person = filing_stop_overrule.person));

-- Who holds which role is known to class auth alone, so an overruling is written as that class.
create policy by_commission on management.filing_stop_overrule as restrictive for insert with check (exists (
  select from control.account a
  join control.role_grant g on g.account = a.id and g.role = 'district-commission'
    and g.valid_from <= filing_stop_overrule.overruled_on and (g.valid_until is null or g.valid_until > filing_stop_overrule.overruled_on)
    and g.area_lo <= filing_stop_overrule.area and g.area_hi >= filing_stop_overrule.area
  where a.district = filing_stop_overrule.district and a.id = filing_stop_overrule.account and a.person = filing_stop_overrule.person
    and a.disabled_at is null));
-- On a day on which the stop stands, so that a role which has ended does not serve under an earlier one.
create policy standing on management.filing_stop_overrule as restrictive for insert with check (exists (
  select from management.filing_stop s where s.district = filing_stop_overrule.district and s.id = filing_stop_overrule.stop
    and filing_stop_overrule.overruled_on between s.from_date and s.until_date));

grant select, insert on management.review_replier to yz_staff, yz_reviewer;
grant select on management.review_request, management.review_replier to yz_auth;
grant select on management.filing, management.filing_stop, management.filing_stop_end, management.filing_stop_overrule to yz_auth;
grant insert on management.filing_stop_overrule to yz_auth;
revoke insert on management.filing_stop_overrule from yz_filing;
grant insert on kernel.signature to yz_auth;
