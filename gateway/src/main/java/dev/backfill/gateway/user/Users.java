package dev.backfill.gateway.user;

import dev.backfill.gateway.paging.Page;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.paging.Pages;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.security.Caller;
import dev.backfill.store.account.Account;
import dev.backfill.store.account.AccountStore;
import dev.backfill.store.audit.AuditLog;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Shows people, and decides what they may do. Blocks. */
@Component
class Users {
    static final String PATH = "/api/v1/users";

    static final Pattern ID = Pattern.compile("[A-Za-z0-9_]{1,64}");

    private final AccountStore accounts;
    private final AuditLog audit;
    private final Pages pages;

    Users(AccountStore accounts, AuditLog audit, Pages pages) {
        this.accounts = accounts;
        this.audit = audit;
        this.pages = pages;
    }

    /** @throws ProblemException of status 400 if the cursor is not one of ours */
    Page<UserView> list(PageFields fields) {
        Page<Account> page = pages.read(PATH, fields, accounts::list, Account::ordinal);
        return new Page<>(page.entries().stream().map(UserView::of).toList(), page.next());
    }

    /** @throws ProblemException of status 404 */
    UserView find(String id) {
        return UserView.of(known(accounts.find(checked(id))));
    }

    /**
     * It holds from the user's next request on, and from the next one with a key of theirs.
     *
     * @throws ProblemException of status 404, or 409 if it is the caller's own, by whatever credential: nobody locks themselves out by mistake
     */
    UserView setRole(String id, UserBody.Wanted wanted, Caller caller, String requestId) {
        if (caller.owner().equals(Caller.nameOfUser(id))) {
            throw new ProblemException(ProblemType.OWN_ROLE, "Ask another administrator, or use the key of the settings.");
        }
        Account changed = known(accounts.setRole(checked(id), wanted.role()));
        audit.record(caller.getName(), "user.role." + wanted.role().name().toLowerCase(Locale.ROOT), id, requestId);
        return UserView.of(changed);
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw unknown();
        }
        return id;
    }

    private static Account known(Optional<Account> found) {
        return found.orElseThrow(Users::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.UNKNOWN_USER, "No user has this id.");
    }
}
