/// Text that a renderer of this module made and that is safe where it is meant to go.
///
/// Only renderers can make one, so that a stream that takes `RenderedText` cannot be handed raw text.
public struct RenderedText: Sendable, Hashable {
    /// The text.
    public let string: String

    init(_ string: String) {
        self.string = string
    }
}
