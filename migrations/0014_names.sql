-- Who did something is shown by the name of the account, which only role auth reads where it signs in.

create table kernel.account_name (
  district bigint not null,
  account uuid not null references control.account (id),
  name text not null,
  primary key (district, account)
);
comment on table kernel.account_name is 'By what name an account''s acts are shown to those who read what it wrote. label: district. Personal data: name; basis: duty of the post; retention: as the records that name the account.';
comment on column kernel.account_name.district is 'Six-digit district code.';
comment on column kernel.account_name.account is 'Which.';
comment on column kernel.account_name.name is 'As in control.account: nobody has acted under another. Personal data.';
insert into kernel.account_name (district, account, name) select district, id, name from control.account;

alter table kernel.account_name enable row level security;
create policy district on kernel.account_name using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select on kernel.account_name to yz_staff, yz_auth;
grant insert, update (name) on kernel.account_name to yz_auth;
