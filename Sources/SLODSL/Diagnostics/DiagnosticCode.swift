/// The stable code of each kind of diagnostic: `SLO` and four digits.
///
/// The first digit is the phase: 0 characters and syntax, 1 names, 2 types and values, 3 PromQL,
/// 4 SLO practice, 5 code generation, 9 files and command line. A code is never reused.
package enum DiagnosticCode: String, CaseIterable, Hashable, Sendable {
  // 0: characters and syntax
  case SLO0001, SLO0002, SLO0003, SLO0004, SLO0005, SLO0006, SLO0007, SLO0008
  case SLO0009, SLO0010, SLO0011, SLO0012, SLO0013, SLO0014, SLO0015, SLO0016
  case SLO0017, SLO0018, SLO0019, SLO0020, SLO0021, SLO0022, SLO0023, SLO0024
  case SLO0025, SLO0026, SLO0027, SLO0028, SLO0029, SLO0030, SLO0031, SLO0032
  case SLO0033, SLO0034, SLO0035

  // 1: names
  case SLO1001
  case SLO1002
  case SLO1003
  case SLO1004
  case SLO1005
  case SLO1006
  case SLO1007
  case SLO1008
  case SLO1009
  case SLO1010
  case SLO1011
  case SLO1012
  case SLO1013
  case SLO1014
  case SLO1015
  case SLO1016
  case SLO1017
  case SLO1018
  case SLO1019
  case SLO1020
  case SLO1021

  // 2: types and values
  case SLO2001
  case SLO2002
  case SLO2003
  case SLO2004
  case SLO2005
  case SLO2006
  case SLO2007
  case SLO2008
  case SLO2009
  case SLO2010
  case SLO2011
  case SLO2012
  case SLO2013
  case SLO2014
  case SLO2015
  case SLO2016
  case SLO2017
  case SLO2018
  case SLO2019
  case SLO2020
  case SLO2021
  case SLO2022
  case SLO2023
  case SLO2024
  case SLO2025
  case SLO2026
  case SLO2027
  case SLO2028
  case SLO2029
  case SLO2040
  case SLO2041
  case SLO2042
  case SLO2045
  case SLO2046
  case SLO2051
  case SLO2052

  // 22: what a cluster runs
  case SLO2201, SLO2202, SLO2203, SLO2204, SLO2205, SLO2206, SLO2207, SLO2208
  case SLO2211, SLO2212, SLO2213, SLO2214

  // 3: PromQL
  case SLO3001
  case SLO3002
  case SLO3003
  case SLO3004
  case SLO3005
  case SLO3006
  case SLO3007
  case SLO3008

  // 31: structure of PromQL that misleads
  case SLO3106, SLO3107, SLO3108, SLO3109, SLO3110, SLO3111, SLO3112

  // 32: selectors of PromQL that mislead
  case SLO3201, SLO3202, SLO3203, SLO3204, SLO3205, SLO3206, SLO3207, SLO3208, SLO3209, SLO3210
  case SLO3211, SLO3212

  // 33: kinds of metrics in PromQL
  case SLO3301
  case SLO3302
  case SLO3303
  case SLO3304
  case SLO3305
  case SLO3306
  case SLO3307
  case SLO3308
  case SLO3309
  case SLO3310
  case SLO3311
  case SLO3313

  // 34: histograms in PromQL
  case SLO3401
  case SLO3402
  case SLO3403
  case SLO3404
  case SLO3405
  case SLO3406
  case SLO3407
  case SLO3408
  case SLO3409
  case SLO3410
  case SLO3411
  case SLO3412

  // 35: labels of PromQL
  case SLO3501
  case SLO3502
  case SLO3503
  case SLO3504
  case SLO3505
  case SLO3506
  case SLO3507
  case SLO3509
  case SLO3510
  case SLO3512
  case SLO3513
  case SLO3514
  case SLO3515
  case SLO3516
  case SLO3518
  case SLO3519

  // 36: arithmetic in PromQL
  case SLO3601
  case SLO3602
  case SLO3603
  case SLO3604
  case SLO3605
  case SLO3606
  case SLO3607
  case SLO3608
  case SLO3611

  // 37: time in PromQL that misleads
  case SLO3701, SLO3702, SLO3703, SLO3704, SLO3705, SLO3706, SLO3707
  case SLO3708, SLO3709, SLO3710

  // 38: rules that mislead
  case SLO3801
  case SLO3803
  case SLO3804
  case SLO3805

  // 4: SLO practice
  case SLO4001
  case SLO4002
  case SLO4003
  case SLO4004
  case SLO4005
  case SLO4006
  case SLO4007
  case SLO4008
  case SLO4009
  case SLO4010
  case SLO4011
  case SLO4101
  case SLO4102
  case SLO4103
  case SLO4104
  case SLO4105
  case SLO4106
  case SLO4107
  case SLO4108
  case SLO4109
  case SLO4110
  case SLO4113
  case SLO4121
  case SLO4122
  case SLO4123, SLO4124, SLO4125, SLO4126

  // 5: code generation
  case SLO5001
  case SLO5002
  case SLO5003
  case SLO5004
  case SLO5005
  case SLO5006

  // 9: files and command line
  case SLO9001
  case SLO9002
  case SLO9003
  case SLO9004
  case SLO9005
  case SLO9006
  case SLO9007
  case SLO9008
  case SLO9009
  case SLO9010
  case SLO9011

  /// What the code is about, as a heading: a few words, no full stop.
  package var title: String { page.title }

  /// The severity unless a diagnostic says otherwise.
  package var severity: Severity { page.severity }

  /// What is written about the code. A test sees to it that each has a page.
  package var page: DiagnosticPage { DiagnosticPage.byCode[self] ?? DiagnosticPage(self, "") }
}
