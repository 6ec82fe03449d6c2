package dev.backfill.gateway.user;

import dev.backfill.gateway.apikey.ApiKeyView;
import dev.backfill.gateway.apikey.ApiKeys;
import dev.backfill.gateway.paging.Page;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.paging.Pages;
import dev.backfill.gateway.security.Caller;
import dev.backfill.store.account.Session;
import dev.backfill.store.account.SessionStore;
import dev.backfill.store.audit.AuditLog;
import org.springframework.stereotype.Component;

/** By what someone gets in, and the end of it. Every method fails with a problem of status 404 if there is no such user. Blocks. */
@Component
class UserAccess {
    private final Users users;
    private final SessionStore sessions;
    private final ApiKeys keys;
    private final AuditLog audit;
    private final Pages pages;

    UserAccess(Users users, SessionStore sessions, ApiKeys keys, AuditLog audit, Pages pages) {
        this.users = users;
        this.sessions = sessions;
        this.keys = keys;
        this.audit = audit;
        this.pages = pages;
    }

    Page<UserSessionView> sessions(String id, PageFields fields) {
        users.find(id);
        Page<Session> page = pages.read(
                path(id, "sessions"), fields, (before, limit) -> sessions.list(id, before, limit), Session::ordinal);
        return new Page<>(page.entries().stream().map(UserSessionView::of).toList(), page.next());
    }

    void endSessions(String id, String principal, String requestId) {
        users.find(id);
        sessions.endAll(id);
        audit.record(principal, "user.sessions.end", id, requestId);
    }

    Page<ApiKeyView> keys(String id, PageFields fields) {
        users.find(id);
        return keys.listOf(Caller.nameOfUser(id), path(id, "api-keys"), fields);
    }

    void revokeKeys(String id, String principal, String requestId) {
        users.find(id);
        keys.revokeAllOf(Caller.nameOfUser(id), principal, requestId);
    }

    private static String path(String id, String what) {
        return Users.PATH + "/" + id + "/" + what;
    }
}
