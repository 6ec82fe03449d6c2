-- What is searched: one row for each issue that is still there.
create view document as
select
    i.id as record_id,
    nullif(concat_ws(' ', i.key, i.summary), '') as title,
    nullif(concat_ws(E'\n\n', i.description, i.environment,
        (select string_agg(c.body, E'\n\n' order by c.source_created_at, c.id)
            from comment c where c.issue_id = i.id and c.deleted_at is null),
        (select string_agg(w.comment, E'\n\n' order by w.started_at, w.id)
            from worklog w where w.issue_id = i.id and w.deleted_at is null)), '') as body,
    array(select distinct person from (
        values (coalesce(i.reporter_name, i.reporter_id)), (coalesce(i.assignee_name, i.assignee_id))
        union select coalesce(c.author_name, c.author_id) from comment c where c.issue_id = i.id and c.deleted_at is null
        union select coalesce(w.author_name, w.author_id) from worklog w where w.issue_id = i.id and w.deleted_at is null
        ) as people (person) where person is not null order by person) as people,
    i.source_created_at as happened_at,
    (select 'https://' || p.site || '/browse/' || i.key from project p where p.id = i.project_id) as link
from issue i
where i.deleted_at is null;
