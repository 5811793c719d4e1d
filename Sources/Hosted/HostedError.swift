public import ReverieCore

/// What could not be done with the hosted service, with the facts; the words come at the edge.
public enum HostedError: Error, Sendable, Equatable {
    /// The repository refused.
    case core(CoreError)
    /// The address is none, or would carry the key in the clear.
    case badAddress(String, isInsecure: Bool)
    /// The key holds characters that no key has.
    case badKey
    /// No response came, after so many attempts.
    case unreachable(words: String, attempts: Int)
    /// The service refused, after so many attempts.
    case refused(ServiceRefusal, attempts: Int)
    /// The service asks to wait longer than is sensible, in seconds.
    case longWait(seconds: Int, ServiceRefusal)
    /// An answer is not of the form that is read; `what` names the object.
    case unreadable(what: String)
    /// A list repeats a page or a memory again and again.
    case endlessList(what: String)
    /// A memory there is not what the service says it is.
    case digestMismatch(path: String)
    /// The hosted store kept changing while it was read.
    case storeKeepsChanging(store: String)
    /// The hosted store was archived, so that nothing can be written to it.
    case archived(store: String)
    /// The hosted store holds, at these paths, what nobody here knows.
    case moved(store: String, paths: [String])
    /// The hosted store holds a proposal that nobody decided about.
    case undecided(store: String, dream: String)
    /// The hosted store is being rewritten by a dream.
    case rewriting(store: String, job: String)
    /// Production has more memories than a hosted store may have.
    case tooManyMemories(count: Int)
    /// Instructions are longer than the service takes, in characters.
    case longInstructions(count: Int)
    /// The dream ended in another way than by completing.
    case dreamEnded(dream: String, status: String, reason: String?, output: String?)
    /// The dream completed without a store, or with an empty one.
    case dreamEmpty(dream: String, output: String?)
    /// The dream was not over when the time was, in seconds.
    case stillRunning(dream: String, status: String, seconds: Int)
    /// None of the sessions is one of the hosted service.
    case noHostedSession
    /// Nothing under way has this name.
    case unknownJob(String, present: [String])
    /// What is noted about work under way cannot be read.
    case brokenJob(path: String)
    /// Another process works with the service for this store.
    case busy
}

/// A refusal in the service's words.
public struct ServiceRefusal: Sendable, Hashable {
    /// Status of HTTP.
    public var status: Int
    /// The service's word for the kind of error; nil where the answer was not its own.
    public var type: String?
    /// The service's sentence.
    public var message: String?
    /// The service's name for the request.
    public var requestID: String?
    /// The memory in the way of a new one.
    public var conflictingID: String?
}
