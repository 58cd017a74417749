-- Delegation (acting for): who holds a role lets another account act in it for some days; every act bears both names.

alter table control.role_grant
  add column delegated_from uuid references control.role_grant (id),
  add column reason text,
  add constraint role_grant_delegated check (
    delegated_from is null or valid_until is not null and reason is not null and delegated_from <> id);
comment on column control.role_grant.delegated_from is 'The role that its holder lent: it ends with that one at the latest. Null: a role of the account''s own.';
comment on column control.role_grant.reason is 'Why it was lent.';
create index role_grant_delegated_from on control.role_grant (delegated_from) where delegated_from is not null;
