-- Templates of official papers that staff have edited (product.md §5, decision 19).

create schema documents;
grant usage on schema documents to yz_staff, yz_reviewer, yz_filing, yz_jobs;

create table documents.template (
  district bigint not null,
  id uuid not null,
  paper text not null,
  content bytea,
  file_name text,
  account uuid not null,
  account_name text not null,
  on_date date not null,
  at timestamptz not null,
  primary key (district, id),
  check ((content is null) = (file_name is null)),
  -- A letter with its emblem has some 100 kB; five MB are what the upload takes.
  check (octet_length(content) <= 5000000)
);
comment on table documents.template is 'A district''s own template of a paper; the newest counts, one without content is the house''s own again; insert-only. label: district.';
comment on column documents.template.district is 'Six-digit district code.';
comment on column documents.template.id is 'UUIDv7.';
comment on column documents.template.paper is 'Which paper: slice.paper.';
comment on column documents.template.content is 'A checked .docx; none: back to the house''s own.';
comment on column documents.template.file_name is 'As it was uploaded.';
comment on column documents.template.account is 'Who put it into use.';
comment on column documents.template.account_name is 'Name as it was. Personal data.';
comment on column documents.template.on_date is 'Business date.';
comment on column documents.template.at is 'Real time.';

create index template_newest on documents.template (district, paper, id desc);

alter table documents.template enable row level security;
create policy district on documents.template using (district between nullif(current_setting('app.district_lo', true), '')::bigint and nullif(current_setting('app.district_hi', true), '')::bigint);
grant select, insert on documents.template to yz_staff;
grant select on documents.template to yz_reviewer, yz_filing;
