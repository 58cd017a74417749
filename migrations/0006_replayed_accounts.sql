-- Creating or disabling an account runs as role auth and may be retried like any other write (rulings G13).
grant select, insert on kernel.idempotency to yz_auth;
grant update (status, answer) on kernel.idempotency to yz_auth;
