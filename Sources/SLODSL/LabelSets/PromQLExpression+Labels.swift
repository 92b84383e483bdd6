extension PromQLExpression {
  /// The labels that its result can have, as far as the expression alone tells.
  package var labelType: LabelSetType { LabelInference.type(of: self) }
}
