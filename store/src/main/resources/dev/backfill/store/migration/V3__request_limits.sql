-- How many requests each client has left. Unlogged, as every request writes here: after a crash of the server, counting begins anew.
create unlogged table limit_bucket (
    id text primary key,
    state bytea,
    -- In milliseconds since 1970: full again by then, so that the row says nothing any more.
    expires_at bigint
);
create index limit_bucket_expiry on limit_bucket (expires_at);
