package dev.backfill.gateway.problem;

/** The order in which filters see a request. Nothing is looked up, read or counted for a caller before the credential is known. */
public final class FilterOrder {
    public static final int REQUEST_ID = -500;
    public static final int ANSWER_HEADERS = -400;
    public static final int CORS = -350;
    public static final int REFUSED_CREDENTIAL = -320;
    public static final int CREDENTIAL = -300;
    public static final int LIMITS = -250;
    public static final int START_LIMITS = -240;
    public static final int PLAIN_PATH = -200;

    private FilterOrder() {}
}
