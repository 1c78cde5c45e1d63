namespace NumberVerify.Analyzers;

/// <summary>How scopes and purposes of number verification are written, and what was probably meant.</summary>
internal static class ScopeSpelling
{
    private const string Prefix = "dpv:";
    private const string Verify = "number-verification:verify";
    private const string Share = "number-verification:device-phone-number:read";
    private const int MaxMistakes = 2;

    private static readonly string[] s_scopes = [Verify, Share];

    /// <summary>CAMARA 0.3 and before, and what they are called now.</summary>
    private static readonly (string Old, string New)[] s_oldScopes =
    [
        ("number-verification-verify-read", Verify),
        ("number-verification-verify-hashed-read", Verify),
        ("number-verification-share-read", Share),
    ];

    /// <summary>The purposes of the W3C Data Privacy Vocabulary 2.3: every concept under its <c>Purpose</c>, in order, and nothing else.</summary>
    private static readonly HashSet<string> s_purposes = new(
        """
        AcademicResearch AccountManagement Advertising AgeVerification CombatClimateChange CommercialPurpose CommercialResearch CommunicationForCustomerCare
        CommunicationManagement CounterMoneyLaundering Counterterrorism CustomerCare CustomerClaimsManagement CustomerManagement CustomerOrderManagement
        CustomerRelationshipManagement CustomerSolvencyMonitoring DataAltruism DeliveryOfGoods DirectMarketing DisputeManagement EnforceAccessControl EnforceSecurity
        EstablishContractualAgreement FraudPreventionAndDetection FulfilmentOfContractualObligation FulfilmentOfObligation HumanResourceManagement
        IdentityAuthentication IdentityVerification ImproveExistingProductsAndServices ImproveHealthcare ImproveInternalCRMProcesses ImprovePublicServices
        ImproveTransportMobility IncreaseServiceRobustness InternalResourceOptimisation LegalCompliance MaintainFraudDatabase Marketing MemberPartnerManagement
        MisusePreventionAndDetection NonCommercialPurpose NonCommercialResearch OptimisationForConsumer OptimisationForController OptimiseUserInterface
        OrganisationComplianceManagement OrganisationGovernance OrganisationRiskManagement PaymentManagement Personalisation PersonalisedAdvertising
        PersonalisedBenefits PersonnelBehaviourMonitoring PersonnelHiring PersonnelManagement PersonnelMonitoring PersonnelOffboarding PersonnelOnboarding
        PersonnelPayment PersonnelPerformanceEvaluation PersonnelPerformanceManagement PersonnelPerformanceMonitoring PersonnelPerformancePrediction
        PersonnelPromotionManagement PersonnelTerminationManagement PersonnelWorkloadManagement PoliticalCampaign ProtectionOfIPR ProtectionOfNationalSecurity
        ProtectionOfPublicSecurity ProvideEventRecommendations ProvideOfficialStatistics ProvidePersonalisedRecommendations ProvideProductRecommendations
        PublicBenefit PublicPolicyMaking PublicRelations RecordManagement RecruitmentAdvertising RecruitmentApplicantBackgroundCheck
        RecruitmentApplicantCriminalBackgroundCheck RecruitmentApplicantInformationAuthentication RecruitmentApplicantSelection RecruitmentApplicationAnalysis
        RecruitmentApplicationManagement RecruitmentApplicationScreening RecruitmentInterviewAnalysis RecruitmentInterviewAssessment RecruitmentInterviewManagement
        RecruitmentInterviewScheduling RecruitmentManagement RecruitmentTargetedAdvertising RepairImpairments RequestedServiceProvision ResearchAndDevelopment
        RightsFulfilment ScientificResearch SearchFunctionalities SellDataToThirdParties SellInsightsFromData SellProducts SellProductsToDataSubject
        ServiceAccessDetermination ServiceManagement ServiceMonitoring ServiceOptimisation ServicePersonalisation ServiceProvision ServiceRegistration
        ServiceUsageAnalytics SocialMediaMarketing TargetedAdvertising TechnicalServiceProvision UserInterfacePersonalisation VendorManagement VendorPayment
        VendorRecordsManagement VendorSelectionAssessment Verification
        """.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    /// <summary>A cheap test first: whether a text speaks of purposes or of number verification at all.</summary>
    public static bool Concerns(string text) =>
        text.IndexOf("dpv", StringComparison.OrdinalIgnoreCase) >= 0
        || (text.IndexOf("number", StringComparison.OrdinalIgnoreCase) >= 0 && text.IndexOf("verif", StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What is wrong with a list of scopes; null where nothing is. A profile may name what its operator calls otherwise, as long as it is no slip of the pen.</summary>
    public static ScopeFault? OfScopes(string text, bool isProfile)
    {
        if (Placeholders.IsPlaceholder(text) || text.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            return null;
        }

        string? fault = null;
        var isFixable = true;
        var items = text.Split(' ');
        for (var i = 0; i < items.Length; i++)
        {
            if (Of(items[i], isProfile) is var (what, meant))
            {
                fault ??= what;
                isFixable &= meant is not null;
                items[i] = meant ?? items[i];
            }
        }

        return fault is not null ? new ScopeFault(fault, isFixable ? string.Join(" ", items) : null)
            : items.Count(item => item.StartsWith(Prefix, StringComparison.Ordinal)) > 1 ? new ScopeFault("several purposes", null)
            : null;
    }

    /// <summary>What is wrong with a purpose alone; null where nothing is.</summary>
    public static ScopeFault? OfPurpose(string text)
    {
        if (Placeholders.IsPlaceholder(text))
        {
            return null;
        }

        return text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || text.IndexOf(' ') >= 0 ? OfScopes(text, isProfile: false)
            : s_purposes.Contains(text) ? new ScopeFault("a purpose without its prefix", Prefix + text)
            : Of(text, isProfile: false) is var (what, meant) ? new ScopeFault(what, meant)
            : new ScopeFault("an unknown purpose", NearestPurpose(text) is { } nearest ? Prefix + nearest : null);
    }

    private static (string What, string? Meant)? Of(string item, bool isProfile)
    {
        if (item.Length == 0 || item.IndexOf('\0') >= 0)
        {
            return null;
        }

        var hash = item.IndexOf('#');
        if (hash > 0 && item.StartsWith("dpv", StringComparison.OrdinalIgnoreCase))
        {
            var purpose = item.Substring(0, hash);
            var scope = item.Substring(hash + 1);
            var (purposeFault, scopeFault) = (Of(purpose, isProfile), Of(scope, isProfile));
            var separator = isProfile ? "#" : " ";
            var isKnown = (purposeFault is null || purposeFault.Value.Meant is not null) && (scopeFault is null || scopeFault.Value.Meant is not null);
            var meant = isKnown ? (purposeFault?.Meant ?? purpose) + separator + (scopeFault?.Meant ?? scope) : null;
            return !isProfile ? ("a purpose joined to a scope by '#'", meant)
                : purposeFault is null && scopeFault is null ? null
                : ((purposeFault ?? scopeFault)!.Value.What, meant);
        }

        return item.StartsWith("dpv", StringComparison.OrdinalIgnoreCase) ? OfPrefixed(item)
            : string.Equals(item, "openid", StringComparison.OrdinalIgnoreCase) && item != "openid" ? ("a misspelt scope", "openid")
            : OfScope(item, isProfile);
    }

    private static (string What, string? Meant)? OfPrefixed(string item)
    {
        var name = item.Substring("dpv".Length).TrimStart(':', ';', '.', '_', '-', '/');
        if (name.Length == 0)
        {
            return null;
        }

        return item.StartsWith(Prefix, StringComparison.Ordinal) && item.Length == Prefix.Length + name.Length && s_purposes.Contains(name) ? null
            : (s_purposes.Contains(name) ? name : NearestPurpose(name)) is { } meant ? ("a misspelt purpose", Prefix + meant)
            : item.IndexOf(':') >= 0 ? ("an unknown purpose", null)
            : null;
    }

    private static (string What, string? Meant)? OfScope(string item, bool isProfile)
    {
        if (!Concerns(item) || s_scopes.Contains(item, StringComparer.Ordinal) || item == "number-verification")
        {
            return null;
        }

        foreach (var (old, now) in s_oldScopes)
        {
            if (item == old)
            {
                return isProfile ? null : ("a scope name of before CAMARA 1.0", now);
            }
        }

        var joined = SecretNames.Join(item);
        var meant = s_scopes.Concat(s_oldScopes.Select(pair => pair.Old)).FirstOrDefault(scope => SecretNames.Join(scope) == joined)
            ?? Nearest(item.ToLowerInvariant(), s_scopes.Concat(s_oldScopes.Select(pair => pair.Old)));
        if (meant is not null && !isProfile)
        {
            meant = s_oldScopes.Where(pair => pair.Old == meant).Select(pair => pair.New).FirstOrDefault() ?? meant;
        }

        return meant is not null ? ("a misspelt scope", meant)
            : !isProfile && item.StartsWith("number-verification", StringComparison.OrdinalIgnoreCase) ? ("an unknown scope", null)
            : null;
    }

    private static string? NearestPurpose(string name) =>
        s_purposes.FirstOrDefault(purpose => string.Equals(purpose, name, StringComparison.OrdinalIgnoreCase))
        ?? s_purposes.FirstOrDefault(purpose => SecretNames.Join(purpose) == SecretNames.Join(name))
        ?? (name.Length > 6 ? Nearest(name, s_purposes) : null);

    private static string? Nearest(string text, IEnumerable<string> known)
    {
        var nearest = known.Where(candidate => Math.Abs(candidate.Length - text.Length) <= MaxMistakes)
            .Select(candidate => (Candidate: candidate, Mistakes: Mistakes(text, candidate)))
            .Where(pair => pair.Mistakes <= MaxMistakes)
            .OrderBy(pair => pair.Mistakes)
            .Take(2)
            .ToList();
        return nearest.Count == 1 || (nearest.Count == 2 && nearest[0].Mistakes < nearest[1].Mistakes) ? nearest[0].Candidate : null;
    }

    /// <summary>Levenshtein's distance.</summary>
    private static int Mistakes(string left, string right)
    {
        var row = new int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
