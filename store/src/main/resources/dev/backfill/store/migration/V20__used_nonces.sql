-- What a sign-in was begun with: a token of Google that carries it is taken once.
create table used_nonce (
    hash bytea primary key check (length(hash) = 32),
    expires_at timestamptz not null
);
create index used_nonce_expiry on used_nonce (expires_at);
