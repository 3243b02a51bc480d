import type { Door, ListenFault, SecretFileError, SecretPurpose } from '@rtc-call/server';

const PORT_FLAGS = { HTTP: '--port', gRPC: '--grpc-port' } as const satisfies Record<Door, string>;

/** What is wrong with an address, and how to mend it, in one line. */
export function describeListenFault(fault: ListenFault, platform: NodeJS.Platform): string {
  const flag = PORT_FLAGS[fault.door];
  switch (fault.reason) {
    case 'taken':
      return `${fault.message} Choose another with ${flag}, or 0 for any free one; who has it says: ${whoHas(fault.port, platform)}`;
    case 'not-permitted':
      return `${fault.message} Choose one above 1023 with ${flag}.`;
    case 'no-such-address':
      return `${fault.message} Choose another with --host, such as localhost.`;
    case 'other':
      return fault.message;
  }
}

const SECRET_FLAGS = { sessions: '--secret-file', turn: '--turn-secret-file' } as const satisfies Record<
  SecretPurpose,
  string
>;

/** What is wrong with a secret's file, and how to mend it, in one line. */
export function describeSecretFault({ file, problem, purpose }: SecretFileError): string {
  return `The secret in ${file} ${problem}. Mend or remove it, or name another place with ${SECRET_FLAGS[purpose]}.`;
}

/** The command that names the process which listens on a port. */
function whoHas(port: number, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'win32':
      return `netstat -ano | findstr :${port}`;
    case 'darwin':
      return `lsof -nP -iTCP:${port} -sTCP:LISTEN`;
    default:
      return `ss -ltnp 'sport = :${port}'`;
  }
}
