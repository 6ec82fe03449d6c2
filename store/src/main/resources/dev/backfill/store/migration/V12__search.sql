-- Full text over all sources. What is to be found stands in a table of its own, filled after the load: an index or a generated column on
-- the sources' tables would have to be paid for by every row that is loaded.
create schema search;

-- Records whose text may have changed: a row for each page that brought something, written in its transaction.
create table search.backlog (
    id bigint generated always as identity primary key,
    source text not null,
    record_ids text[] not null,
    at timestamptz not null default clock_timestamp()
);

create table search.entry (
    source text not null,
    record_id text not null,
    words tsvector not null,
    primary key (source, record_id)
);
create index entry_words on search.entry using gin (words);

-- Puts U+0001, which no locale takes for part of a word, around characters of scripts that are written without spaces (Chinese, kana),
-- so that each counts as a word, and in place of their punctuation.
create function search.spread(content text) returns text language sql immutable strict parallel safe return
    case when octet_length(content) = length(content) then content
    else regexp_replace(
        regexp_replace(content, '[\u3000-\u3004\u3008-\u303F\uFF01-\uFF0F\uFF1A-\uFF20\uFF3B-\uFF40\uFF5B-\uFF65]', chr(1), 'g'),
        '([\u2E80-\u2FDF\u3005-\u3007\u3040-\u30FF\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF])', chr(1) || '\1' || chr(1), 'g') end;

-- The words of a document, those of the title with more weight. Without stemming and without stop words, as texts are in many languages.
-- A tsvector holds one megabyte: of a text that has more in it, the beginning.
create function search.words(title text, body text) returns tsvector language plpgsql immutable parallel safe as $$
declare
    longest int := 1000000;
begin
    if coalesce(octet_length(title), 0) + coalesce(octet_length(body), 0) < 200000 then
        return setweight(to_tsvector('simple', search.spread(coalesce(title, ''))), 'A')
            || to_tsvector('simple', search.spread(coalesce(body, '')));
    end if;
    loop
        begin
            return setweight(to_tsvector('simple', search.spread(coalesce(left(title, longest), ''))), 'A')
                || to_tsvector('simple', search.spread(coalesce(left(body, longest), '')));
        exception when program_limit_exceeded then
            longest := longest / 2;
        end;
    end loop;
end $$;

-- What someone types: words, "a phrase", or, -not. As websearch_to_tsquery reads it.
create function search.query(typed text) returns tsquery language sql immutable strict parallel safe return
    websearch_to_tsquery('simple', search.spread(typed));

-- Has everything of a source made searchable anew, 200 records at a time.
create function search.requeue(wanted text) returns void language plpgsql as $$
begin
    execute format('insert into search.backlog (source, record_ids)
        select %1$L, array_agg(record_id) from (
            select record_id, (row_number() over (order by record_id) - 1) / 200 as page from %1$I.document) numbered
        group by page order by page', wanted);
end $$;

-- Makes search.document anew over the sources that have a document view. Readers wait only if it has changed.
create function search.publish() returns void language plpgsql as $$
declare
    arms text;
    found text[];
    each_source text;
begin
    perform pg_advisory_xact_lock(hashtextextended('backfill search.publish', 0));
    select string_agg(format(
            'select %1$L::text as source, d.record_id as id, d.title, d.body as text, d.people, d.happened_at as time, d.link, e.words
             from %2$I.document d left join search.entry e on e.source = %1$L and e.record_id = d.record_id', n.nspname, n.nspname),
            ' union all ' order by n.nspname), array_agg(n.nspname)
        into arms, found
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relname = 'document' and c.relkind = 'v' and n.nspname <> 'search'
          and exists (select from pg_class h where h.relnamespace = n.oid and h.relname = 'schema_history');
    if obj_description(to_regclass('search.document'), 'pg_class') is distinct from coalesce(md5(arms), '') then
        execute 'create or replace view search.document as ' || coalesce(arms,
            'select null::text as source, null::text as id, null::text as title, null::text as text, null::text[] as people,
             null::timestamptz as time, null::text as link, null::tsvector as words where false');
        -- What was stored before its source had documents.
        foreach each_source in array coalesce(found, '{}') loop
            if not exists (select from search.entry e where e.source = each_source)
                and not exists (select from search.backlog b where b.source = each_source) then
                perform search.requeue(each_source);
            end if;
        end loop;
        execute format('comment on view search.document is %L', coalesce(md5(arms), ''));
    end if;
end $$;
select search.publish();
