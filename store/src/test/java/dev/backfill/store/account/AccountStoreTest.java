package dev.backfill.store.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.backfill.store.TestStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountStoreTest {
    private final AccountStore accounts = new AccountStore(TestStore.database());

    @BeforeEach
    void begin() {
        TestStore.clear();
    }

    @Test
    void secondSignIn_keepsIdAndRole_andTakesTheNewAddress() {
        Account first = accounts.signIn(new NewAccount("usr_1", "google-1", "a@example.com", "A", Role.USER));
        accounts.setRole("usr_1", Role.ADMIN);
        Account second = accounts.signIn(new NewAccount("usr_2", "google-1", "b@example.com", null, Role.USER));

        assertThat(first.role()).isEqualTo(Role.USER);
        assertThat(second.id()).isEqualTo("usr_1");
        assertThat(second.role()).isEqualTo(Role.ADMIN);
        assertThat(second.email()).isEqualTo("b@example.com");
        assertThat(second.name()).isNull();
        assertThat(second.createdAt()).isEqualTo(first.createdAt());
        assertThat(second.lastSignInAt()).isAfterOrEqualTo(first.lastSignInAt());
        assertThat(accounts.find("usr_2")).isEmpty();
    }

    @Test
    void role_ofNobody_changesNothing() {
        assertThat(accounts.setRole("usr_9", Role.ADMIN)).isEmpty();
    }

    @Test
    void list_isTheLatestFirst_andGoesOn() {
        for (int number = 1; number <= 3; number++) {
            accounts.signIn(new NewAccount("usr_" + number, "google-" + number, "x@example.com", null, Role.USER));
        }
        var page = accounts.list(null, 2);
        assertThat(page).extracting(Account::id).containsExactly("usr_3", "usr_2");
        assertThat(accounts.list(page.getLast().ordinal(), 2)).extracting(Account::id).containsExactly("usr_1");
    }
}
