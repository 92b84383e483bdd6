/// The names that `\p{…}` and `[:…:]` take.
///
/// Those of Go before 1.25, spelled exactly: later ones also take `\p{greek}` and `\p{Letter}`, but
/// a rule with them would not load in a Prometheus built with an older Go.
extension RegularExpression.ScalarClass {
  /// The scalars of a Unicode category, a script or `Any`; nil when nothing has the name.
  static func unicode(_ name: String, isNegated: Bool) -> Property? {
    if name == "Any" {
      return Property(kind: .categories(.max), isNegated: isNegated)
    }
    let mask = categories.reduce(UInt32(0)) { mask, category in
      category.name == name || category.name.prefix(1) == name
        ? mask | RegularExpression.bit(of: category.category) : mask
    }
    if mask != 0 { return Property(kind: .categories(mask), isNegated: isNegated) }
    guard scripts.contains(name) else { return nil }
    return Property(kind: .script(name), isNegated: isNegated)
  }

  /// The ASCII scalars of a POSIX class, as in `[[:alpha:]]`; nil when no class has the name.
  static func posix(_ name: String) -> [ClosedRange<UInt32>]? {
    switch name {
    case "alnum": [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
    case "alpha": [0x41...0x5A, 0x61...0x7A]
    case "ascii": [0...0x7F]
    case "blank": [0x09...0x09, 0x20...0x20]
    case "cntrl": [0...0x1F, 0x7F...0x7F]
    case "digit": [0x30...0x39]
    case "graph": [0x21...0x7E]
    case "lower": [0x61...0x7A]
    case "print": [0x20...0x7E]
    case "punct": [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
    case "space": [0x09...0x0D, 0x20...0x20]
    case "upper": [0x41...0x5A]
    case "word": [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    case "xdigit": [0x30...0x39, 0x41...0x46, 0x61...0x66]
    default: nil
    }
  }

  /// The ASCII scalars of `\d`, `\s` and `\w`; `\s` is without the vertical tab.
  static func perl(_ letter: UInt8) -> [ClosedRange<UInt32>]? {
    switch letter {
    case UInt8(ascii: "d"), UInt8(ascii: "D"): posix("digit")
    case UInt8(ascii: "s"), UInt8(ascii: "S"): [0x09...0x0A, 0x0C...0x0D, 0x20...0x20]
    case UInt8(ascii: "w"), UInt8(ascii: "W"): posix("word")
    default: nil
    }
  }

  private typealias Category = (name: String, category: Unicode.GeneralCategory)

  private static let categories: [Category] = [
    ("Cc", .control), ("Cf", .format), ("Co", .privateUse), ("Cs", .surrogate),
    ("Ll", .lowercaseLetter), ("Lm", .modifierLetter), ("Lo", .otherLetter),
    ("Lt", .titlecaseLetter), ("Lu", .uppercaseLetter), ("Mc", .spacingMark),
    ("Me", .enclosingMark), ("Mn", .nonspacingMark), ("Nd", .decimalNumber),
    ("Nl", .letterNumber), ("No", .otherNumber), ("Pc", .connectorPunctuation),
    ("Pd", .dashPunctuation), ("Pe", .closePunctuation), ("Pf", .finalPunctuation),
    ("Pi", .initialPunctuation), ("Po", .otherPunctuation), ("Ps", .openPunctuation),
    ("Sc", .currencySymbol), ("Sk", .modifierSymbol), ("Sm", .mathSymbol),
    ("So", .otherSymbol), ("Zl", .lineSeparator), ("Zp", .paragraphSeparator),
    ("Zs", .spaceSeparator),
  ]

  /// Unicode's scripts, by the names of its standard.
  private static let scripts = Set(
    """
    Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak \
    Bengali Bhaiksuki Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian \
    Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common Coptic Cuneiform Cypriot \
    Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs \
    Elbasan Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi \
    Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo Hatran Hebrew Hiragana Imperial_Aramaic \
    Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada Katakana \
    Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu \
    Linear_A Linear_B Lisu Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen \
    Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui Meroitic_Cursive Meroitic_Hieroglyphs \
    Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue Newa \
    Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian \
    Old_Permic Old_Persian Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage \
    Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa Phoenician Psalter_Pahlavi Rejang Runic \
    Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian Sora_Sompeng \
    Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil \
    Tangsa Tangut Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho \
    Warang_Citi Yezidi Yi Zanabazar_Square
    """.split(separator: " ").map(String.init)
  )
}

extension RegularExpression {
  /// One bit for each general category; unassigned scalars have none but that of `Any`.
  static func bit(of category: Unicode.GeneralCategory) -> UInt32 {
    switch category {
    case .control: 1 << 0
    case .format: 1 << 1
    case .privateUse: 1 << 2
    case .surrogate: 1 << 3
    case .lowercaseLetter: 1 << 4
    case .modifierLetter: 1 << 5
    case .otherLetter: 1 << 6
    case .titlecaseLetter: 1 << 7
    case .uppercaseLetter: 1 << 8
    case .spacingMark: 1 << 9
    case .enclosingMark: 1 << 10
    case .nonspacingMark: 1 << 11
    case .decimalNumber: 1 << 12
    case .letterNumber: 1 << 13
    case .otherNumber: 1 << 14
    case .connectorPunctuation: 1 << 15
    case .dashPunctuation: 1 << 16
    case .closePunctuation: 1 << 17
    case .finalPunctuation: 1 << 18
    case .initialPunctuation: 1 << 19
    case .otherPunctuation: 1 << 20
    case .openPunctuation: 1 << 21
    case .currencySymbol: 1 << 22
    case .modifierSymbol: 1 << 23
    case .mathSymbol: 1 << 24
    case .otherSymbol: 1 << 25
    case .lineSeparator: 1 << 26
    case .paragraphSeparator: 1 << 27
    case .spaceSeparator: 1 << 28
    case .unassigned: 1 << 29
    @unknown default: 1 << 30
    }
  }
}
