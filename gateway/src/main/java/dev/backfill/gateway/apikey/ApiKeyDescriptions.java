package dev.backfill.gateway.apikey;

import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.gateway.security.IssuedKey;
import dev.backfill.store.account.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the routes of API keys read, and examples of what they answer. */
@Component
public class ApiKeyDescriptions implements RouteDescriptions {
    private static final Field ID = Field.within("id", FieldKind.TEXT, new Bounds.Text(0, Integer.MAX_VALUE, IssuedKey.ID, ""))
            .described("The id of the key, which is the part after bf_.");

    @Override
    public List<RouteDescription> describe() {
        return List.of(
                RouteDescription.of("issueApiKey")
                        .inBody(ApiKeyBody.FIELDS)
                        .requiring("name", "role")
                        .asks("""
                                {"name": "nightly export", "role": "USER", "expiresInDays": 30}""")
                        // Of the form of a key, and none that opens anything.
                        .answers(201, key("bf_h7Kd2mQx_" + "0123456789".repeat(4) + "abc")),
                RouteDescription.of("listApiKeys").inQuery(PageFields.FIELDS).answers(200, new ApiKeysView(List.of(key(null)), null)),
                RouteDescription.of("findApiKey").inPath(ID).answers(200, key(null)),
                RouteDescription.of("revokeApiKey").inPath(ID));
    }

    /** Such as it is shown; with its text, as it is issued. */
    public static ApiKeyView key(@Nullable String text) {
        Instant issued = Instant.parse("2026-11-24T09:30:00Z");
        return new ApiKeyView(
                "h7Kd2mQx", "nightly export", Role.USER, text, "admin", "admin", Role.USER, issued, Instant.parse("2026-12-24T09:30:00Z"), null, null);
    }
}
