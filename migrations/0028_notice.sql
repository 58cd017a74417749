-- The public notice of a candidate 任前公示 (PR-5, rulings G18): residents read the least there is, whatever SQL wrote it.

alter table kernel.public_notice
  add constraint public_notice_filing check (kind <> 'filing' or
    body - array['name', 'sex', 'birth', 'present', 'intended', 'street'] = '{}'::jsonb
    and (title_zh || title_en || body::text) !~ '[0-9]{7}');
comment on column kernel.public_notice.body is 'What the page shows. star: communities and grades, no persons. filing: name, sex, month of birth, present and intended post of one candidate; no number of seven digits or more, so neither ID nor telephone. Personal data.';
comment on column kernel.public_notice.title_zh is 'Title in Chinese; of a candidate, the post and no name.';
