-- How far each source's typed columns have been made anew from what is stored.
create table derivation (
    source text primary key,
    -- Of the code that derives: records of before another version's are not done.
    fingerprint text not null,
    -- Every record up to this id is done; null before the first.
    last_id text,
    records bigint not null default 0,
    changed_rows bigint not null default 0,
    started_at timestamptz not null default now(),
    advanced_at timestamptz not null default now(),
    finished_at timestamptz
);

-- Records that could not be derived, and stay as they are.
create table derivation_failure (
    source text not null references derivation on delete cascade,
    record_id text not null,
    reason text not null,
    primary key (source, record_id)
);
