-- A change 调整 and a second term 连任: one filing whose number grants the end of one tenure and the beginning of another
-- (domain.md §6.5, rulings G7, decision 20).

alter table management.filing
  add column leaves_community uuid,
  add column leaves_kind text,
  add constraint filing_leaves check ((leaves_community is null) = (leaves_kind is null));
comment on column management.filing.leaves_community is 'Community of the post that the person leaves by the same filing; null: none.';
comment on column management.filing.leaves_kind is 'Kind of that post, as registry.post says.';
