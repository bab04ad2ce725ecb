package copse.scenario;

/// Pupils of schools who did or did not have to repeat a class: a binary outcome, a predictor of pupils that
/// varies much between schools, and one of schools that may be missing.
///
/// Model: log odds of `REPEAT` `= intercept + girlEffect [SEX = girl] + (ppedEffect + slope of the school)
/// [PPED = yes] + msescEffect MSESC + school`, schools' intercepts and slopes independent and normal with mean
/// 0.
///
/// Sizes, shares and effects are near those of the study of primary schools in Thailand that the notebook uses.
///
/// - Columns: `SCHOOLID` from 10001, `SEX` (`boy`, `girl`), `PPED` (went to a preschool: `no`, `yes`), `REPEAT`
///   (1, 0), `MSESC` (the school's mean social and economic status; two decimals).
/// - Order: by school.
/// - Preschool: the log odds of a school's share are normal about those of `ppedShare`; with the default spread
///   many schools have all or none.
/// - Missing: `MSESC` of `missingSchools` schools at random is missing in the table; it had its effect none the
///   less.
///
/// @param pupils number of pupils, that is rows
/// @param schools number of schools
/// @param schoolSpread schools' sizes vary by this share of their mean
/// @param girlShare probability that a pupil is a girl
/// @param ppedShare share of pupils with preschool in the median school
/// @param ppedSpread standard deviation of the log odds of that share between schools
/// @param msescSd standard deviation of the schools' status, of mean 0
/// @param intercept log odds of repeating for a boy without preschool in a school of status 0
/// @param girlEffect log odds, girls against boys
/// @param ppedEffect log odds, preschool against none
/// @param msescEffect log odds per unit of status
/// @param schoolSd standard deviation of schools' intercepts
/// @param slopeSd standard deviation of schools' effects of preschool
/// @param missingSchools number of schools whose status is missing
public record Schools(
        @Help("number of pupils, that is rows") int pupils,
        @Help("number of schools") int schools,

        @Help("schools' sizes vary by this share of their mean")
        double schoolSpread,

        @Help("probability that a pupil is a girl") double girlShare,

        @Help("share of pupils with preschool in the median school")
        double ppedShare,

        @Help("standard deviation of that share's log odds between schools")
        double ppedSpread,

        @Help("standard deviation of schools' status MSESC") double msescSd,

        @Help("log odds of repeating: boy, no preschool, status 0")
        double intercept,

        @Help("log odds, girls against boys") double girlEffect,
        @Help("log odds, preschool against none") double ppedEffect,
        @Help("log odds per unit of status") double msescEffect,

        @Help("standard deviation between schools, log odds")
        double schoolSd,

        @Help("standard deviation of the effect of preschool between schools")
        double slopeSd,

        @Help("number of schools whose MSESC is missing") int missingSchools)
        implements Scenario {
    private static final Schools DEFAULTS = new Schools(
            8582, // pupils
            411, // schools
            0.57, // schoolSpread
            0.495, // girlShare
            0.5, // ppedShare
            3, // ppedSpread
            0.38, // msescSd
            -1.7, // intercept
            -0.53, // girlEffect
            -0.63, // ppedEffect
            -0.3, // msescEffect
            1.27, // schoolSd
            0, // slopeSd
            0 // missingSchools
            );

    /// @throws copse.error.InputException `S104` if a parameter is out of range, `S105` if two contradict each
    ///     other
    public Schools {
        Check.atLeast("pupils", pupils, 1, "8582");
        Check.atLeast("schools", schools, 1, "411");
        Check.spread("schoolSpread", schoolSpread, "0.57");
        Check.share("girlShare", girlShare, "0.495");
        Check.share("ppedShare", ppedShare, "0.5");
        Check.sd("ppedSpread", ppedSpread, "3");
        Check.sd("msescSd", msescSd, "0.38");
        Check.finite("intercept", intercept, "-1.7");
        Check.finite("girlEffect", girlEffect, "-0.53");
        Check.finite("ppedEffect", ppedEffect, "-0.63");
        Check.finite("msescEffect", msescEffect, "-0.3");
        Check.sd("schoolSd", schoolSd, "1.27");
        Check.sd("slopeSd", slopeSd, "0");
        Check.between("missingSchools", missingSchools, 0, schools, "0");
        Check.agree(
                pupils >= schools,
                schools + " schools cannot share " + pupils + " pupils",
                "every school has at least one",
                "use at least `--pupils " + schools + "`");
    }

    /// Sizes, shares and effects near the notebook's study, nothing missing.
    ///
    /// @return 8,582 pupils in 411 schools
    public static Schools defaults() {
        return DEFAULTS;
    }

    /// @param pupils number of pupils
    /// @return a changed copy
    public Schools withPupils(int pupils) {
        return with("pupils", pupils);
    }

    /// @param schools number of schools
    /// @return a changed copy
    public Schools withSchools(int schools) {
        return with("schools", schools);
    }

    /// @param schoolSpread share of the mean by which schools' sizes vary
    /// @return a changed copy
    public Schools withSchoolSpread(double schoolSpread) {
        return with("schoolSpread", schoolSpread);
    }

    /// @param girlShare probability that a pupil is a girl
    /// @return a changed copy
    public Schools withGirlShare(double girlShare) {
        return with("girlShare", girlShare);
    }

    /// @param ppedShare share of pupils with preschool in the median school
    /// @return a changed copy
    public Schools withPpedShare(double ppedShare) {
        return with("ppedShare", ppedShare);
    }

    /// @param ppedSpread standard deviation of the log odds of that share between schools
    /// @return a changed copy
    public Schools withPpedSpread(double ppedSpread) {
        return with("ppedSpread", ppedSpread);
    }

    /// @param msescSd standard deviation of the schools' status
    /// @return a changed copy
    public Schools withMsescSd(double msescSd) {
        return with("msescSd", msescSd);
    }

    /// @param intercept log odds of repeating for a boy without preschool in a school of status 0
    /// @return a changed copy
    public Schools withIntercept(double intercept) {
        return with("intercept", intercept);
    }

    /// @param girlEffect log odds, girls against boys
    /// @return a changed copy
    public Schools withGirlEffect(double girlEffect) {
        return with("girlEffect", girlEffect);
    }

    /// @param ppedEffect log odds, preschool against none
    /// @return a changed copy
    public Schools withPpedEffect(double ppedEffect) {
        return with("ppedEffect", ppedEffect);
    }

    /// @param msescEffect log odds per unit of status
    /// @return a changed copy
    public Schools withMsescEffect(double msescEffect) {
        return with("msescEffect", msescEffect);
    }

    /// @param schoolSd standard deviation of schools' intercepts
    /// @return a changed copy
    public Schools withSchoolSd(double schoolSd) {
        return with("schoolSd", schoolSd);
    }

    /// @param slopeSd standard deviation of schools' effects of preschool
    /// @return a changed copy
    public Schools withSlopeSd(double slopeSd) {
        return with("slopeSd", slopeSd);
    }

    /// @param missingSchools number of schools whose status is missing
    /// @return a changed copy
    public Schools withMissingSchools(int missingSchools) {
        return with("missingSchools", missingSchools);
    }

    private Schools with(String component, Object value) {
        return Components.with(this, component, value);
    }
}
