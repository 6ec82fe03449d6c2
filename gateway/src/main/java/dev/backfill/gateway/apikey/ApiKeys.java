package dev.backfill.gateway.apikey;

import dev.backfill.gateway.paging.Page;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.paging.Pages;
import dev.backfill.gateway.problem.ProblemException;
import dev.backfill.gateway.problem.ProblemType;
import dev.backfill.gateway.security.Caller;
import dev.backfill.gateway.security.IssuedKey;
import dev.backfill.store.account.TokenHolders;
import dev.backfill.store.apikey.ApiKey;
import dev.backfill.store.apikey.ApiKeyStore;
import dev.backfill.store.apikey.NewApiKey;
import dev.backfill.store.audit.AuditLog;
import java.security.SecureRandom;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Issues, lists and revokes keys. Blocks. */
@Component
public class ApiKeys {
    static final String PATH = "/api/v1/api-keys";

    private static final int MOST_ATTEMPTS_AT_AN_ID = 10;

    private final ApiKeyStore keys;
    private final TokenHolders holders;
    private final AuditLog audit;
    private final Pages pages;
    private final SecureRandom random = new SecureRandom();

    ApiKeys(ApiKeyStore keys, TokenHolders holders, AuditLog audit, Pages pages) {
        this.keys = keys;
        this.holders = holders;
        this.audit = audit;
        this.pages = pages;
    }

    /** The answer is the only one that ever holds the key. */
    ApiKeyView issue(ApiKeyBody.Wanted wanted, Caller caller, String requestId) {
        // Their tokens are another issuer's: what they may is only known by what the tokens say.
        caller.tokenIssuedAt().ifPresent(issued -> holders.remember(caller.owner(), caller.role(), issued));
        for (int attempt = 1; ; attempt++) {
            IssuedKey drawn = IssuedKey.draw(random);
            try {
                ApiKey stored = keys.insert(new NewApiKey(
                        drawn.id(), wanted.name(), wanted.role(), drawn.hash(), caller.getName(), caller.owner(), wanted.expiresAt()));
                audit.record(caller.getName(), "api-key.issue", stored.id(), requestId);
                return ApiKeyView.of(stored, drawn.text());
            } catch (DuplicateKeyException taken) {
                if (attempt == MOST_ATTEMPTS_AT_AN_ID) {
                    throw taken;
                }
            }
        }
    }

    /** @throws ProblemException of status 404 */
    ApiKeyView find(String id) {
        if (!IssuedKey.isId(id)) {
            throw unknown();
        }
        return keys.find(id).map(key -> ApiKeyView.of(key, null)).orElseThrow(ApiKeys::unknown);
    }

    /** @throws ProblemException of status 400 if the cursor is not one of ours */
    Page<ApiKeyView> list(PageFields fields) {
        Page<ApiKey> page = pages.read(PATH, fields, keys::list, ApiKey::ordinal);
        return new Page<>(page.entries().stream().map(key -> ApiKeyView.of(key, null)).toList(), page.next());
    }

    /** The keys of one owner, as a list at this path. @throws ProblemException of status 400 if the cursor is not one of its own */
    public Page<ApiKeyView> listOf(String owner, String path, PageFields fields) {
        Page<ApiKey> page = pages.read(path, fields, (before, limit) -> keys.list(owner, before, limit), ApiKey::ordinal);
        return new Page<>(page.entries().stream().map(key -> ApiKeyView.of(key, null)).toList(), page.next());
    }

    /** Ends all keys of an owner at once. */
    public void revokeAllOf(String owner, String principal, String requestId) {
        keys.revokeAll(owner);
        audit.record(principal, "api-key.revoke-all", owner, requestId);
    }

    /** @throws ProblemException of status 404 */
    void revoke(String id, String principal, String requestId) {
        if (!IssuedKey.isId(id) || !keys.revoke(id)) {
            throw unknown();
        }
        audit.record(principal, "api-key.revoke", id, requestId);
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.UNKNOWN_API_KEY, "No API key has this id.");
    }
}
