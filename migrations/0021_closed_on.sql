-- The day of totalling: what follows is planned from it, and not from a plan that was not kept.

alter table evaluation.cycle add column closed_on date;
comment on column evaluation.cycle.closed_on is 'Business date of the last totalling; null: not totalled, or reopened.';
grant update (closed_on) on evaluation.cycle to yz_staff;
