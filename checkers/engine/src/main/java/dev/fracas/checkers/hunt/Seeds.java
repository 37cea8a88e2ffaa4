package dev.fracas.checkers.hunt;

/** Seeds of runs: far apart for neighbouring hunts and neighbouring runs. */
final class Seeds {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    /** The seed of one run of a hunt. */
    static long of(long hunt, long run) {
        return mixed(mixed(hunt * GOLDEN + 1) + run * GOLDEN);
    }

    /** A number every bit of which depends on every bit of {@code x} (MurmurHash3's last steps). */
    static long mixed(long x) {
        long h = (x ^ (x >>> 33)) * 0xFF51AFD7ED558CCDL;
        h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return h ^ (h >>> 33);
    }
}
