package dev.backfill.gateway.user;

import dev.backfill.gateway.apikey.ApiKeyDescriptions;
import dev.backfill.gateway.apikey.ApiKeysView;
import dev.backfill.gateway.openapi.RouteDescription;
import dev.backfill.gateway.openapi.RouteDescriptions;
import dev.backfill.gateway.paging.PageFields;
import dev.backfill.gateway.request.Bounds;
import dev.backfill.gateway.request.Field;
import dev.backfill.gateway.request.FieldKind;
import dev.backfill.store.account.Role;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the routes of users read, and examples of what they answer. */
@Component
class UserDescriptions implements RouteDescriptions {
    private static final Field ID = Field.within("id", FieldKind.TEXT, new Bounds.Text(0, Integer.MAX_VALUE, Users.ID, ""))
            .described("The id of the user.");
    private static final UserView USER = new UserView(
            "usr_0d5f3c",
            "110169484474386276334",
            "jo@example.com",
            "Jo",
            Role.USER,
            Instant.parse("2026-11-20T08:00:00Z"),
            Instant.parse("2026-11-24T09:30:00Z"));

    private static final UserSessionView SESSION = new UserSessionView(
            "0f5a3c1e-6f1b-4c57-9a57-3d1f7c0f8a52", Instant.parse("2026-11-24T09:30:00Z"), Instant.parse("2026-11-24T10:30:00Z"), null);

    @Override
    public List<RouteDescription> describe() {
        return List.of(
                RouteDescription.of("listUsers").inQuery(PageFields.FIELDS).answers(200, new UsersView(List.of(USER), null)),
                RouteDescription.of("findUser").inPath(ID).answers(200, USER),
                RouteDescription.of("changeUser")
                        .inPath(ID)
                        .inBody(UserBody.FIELDS)
                        .requiring("role")
                        .asks("""
                                {"role": "USER"}""")
                        .answers(200, USER),
                RouteDescription.of("listSessionsOfUser")
                        .inPath(ID)
                        .inQuery(PageFields.FIELDS)
                        .answers(200, new UserSessionsView(List.of(SESSION), null)),
                RouteDescription.of("endSessionsOfUser").inPath(ID),
                RouteDescription.of("listApiKeysOfUser")
                        .inPath(ID)
                        .inQuery(PageFields.FIELDS)
                        .answers(200, new ApiKeysView(List.of(ApiKeyDescriptions.key(null)), null)),
                RouteDescription.of("revokeApiKeysOfUser").inPath(ID));
    }
}
