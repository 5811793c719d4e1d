/// Lines in, lines out.
enum Output {
    /// Says what is wrong on standard error and ends with status 2.
    static func complain(_ message: String) -> Never {
        write(Array((message + "\n").utf8), to: 2)
        exit(2)
    }

    static func write(_ bytes: [UInt8], to descriptor: Int32 = 1) {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { buffer in
                #if canImport(Glibc)
                    Glibc.write(descriptor, buffer.baseAddress, buffer.count)
                #elseif canImport(Musl)
                    Musl.write(descriptor, buffer.baseAddress, buffer.count)
                #else
                    Darwin.write(descriptor, buffer.baseAddress, buffer.count)
                #endif
            }
            guard written > 0 else { return }
            start += written
        }
    }

    /// The records of JSON Lines files.
    static func records<Record: Decodable>(_ paths: [String], as type: Record.Type) -> [Record] {
        var records: [Record] = []
        let decoder = JSONDecoder()
        for path in paths {
            guard let data = FileManager.default.contents(atPath: path) else {
                complain("error: cannot open '\(path)'")
            }
            for (number, line) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
                do {
                    records.append(try decoder.decode(type, from: Data(line)))
                } catch {
                    complain("error: \(path), record \(number + 1): \(error)")
                }
            }
        }
        return records
    }

    /// Writes one record as a line.
    static func line(_ record: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            write(Array(try encoder.encode(record)) + [UInt8(ascii: "\n")])
        } catch {
            complain("error: \(error)")
        }
    }
}
