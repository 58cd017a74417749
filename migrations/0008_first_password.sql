-- A password that somebody else has typed or seen is good for one thing: choosing an own one.

alter table control.account add column password_due boolean not null default false;
comment on column control.account.password_due is 'Set by an administrator and not yet replaced by its owner: nothing else is answered until it is.';
grant insert (password_due), update (password_due) on control.account to yz_auth;
