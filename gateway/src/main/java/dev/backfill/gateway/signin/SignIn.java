package dev.backfill.gateway.signin;

import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.security.Caller;
import dev.backfill.gateway.token.SessionTokens;
import dev.backfill.store.account.Account;
import dev.backfill.store.account.AccountStore;
import dev.backfill.store.account.NewAccount;
import dev.backfill.store.account.Role;
import dev.backfill.store.account.SessionStore;
import dev.backfill.store.audit.AuditLog;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Lets in whom Google vouches for, and records it. Blocks. */
@Component
class SignIn {
    private static final String ACTION = "sign-in";
    private static final String NOBODY = "anonymous";

    private final AccountStore accounts;
    private final AuditLog audit;
    private final SessionTokens tokens;
    private final SessionStore sessions;

    SignIn(AccountStore accounts, AuditLog audit, SessionTokens tokens, SessionStore sessions) {
        this.accounts = accounts;
        this.audit = audit;
        this.tokens = tokens;
        this.sessions = sessions;
    }

    /**
     * @param identity nothing, if Google vouches for someone who is not to be let in
     * @param firstRole what newcomers may do
     * @throws ProblemException of status 403
     */
    SessionView signIn(Optional<GoogleIdentity> identity, Role firstRole, String requestId) {
        if (identity.isEmpty()) {
            audit.record(NOBODY, ACTION, "google", requestId, AuditLog.REFUSED);
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Only verified addresses of accounts in the allowed domains are let in.");
        }
        GoogleIdentity person = identity.get();
        String id = SessionTokens.ACCOUNT_PREFIX + UUID.randomUUID().toString().replace("-", "");
        Account account = accounts.signIn(new NewAccount(id, person.subject(), person.email(), person.name(), firstRole));
        if (account.role() == Role.NO_ACCESS) {
            audit.record(Caller.nameOfUser(account.id()), ACTION, "google", requestId, AuditLog.REFUSED);
            throw new ProblemException(ProblemType.FORBIDDEN, "An administrator has to give you a role.");
        }
        SessionTokens.Session session = tokens.of(account);
        sessions.begin(session.id(), account.id(), session.expiresAt());
        audit.record(Caller.nameOfUser(account.id()), ACTION, "google", requestId);
        return new SessionView(session.token(), "Bearer", session.expiresAt(), SessionView.User.of(account));
    }

    /** Records a token that is not one of Google's for us. */
    void refused(String requestId) {
        audit.record(NOBODY, ACTION, "google", requestId, AuditLog.REFUSED);
    }
}
