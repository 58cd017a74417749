-- Kin is loaded at sign-in (rulings G3).

alter table control.session add column closed uuid[] not null default '{}';
comment on column control.session.closed is 'Whose dossier is closed to the account''s person: its own and its relatives'', as declared when the session began (rulings G3).';
