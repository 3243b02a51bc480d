import type { Strings } from '../src/words/strings.ts';

/** The words of a call in Korean, to see the interface in a script that breaks lines anywhere. */
export const KOREAN: Partial<Strings> = {
  you: '나',
  guest: '손님',
  leave: '나가기',
  controls: '통화 조작',
  turnOn: { microphone: '마이크 켜기', camera: '카메라 켜기' },
  turnOff: { microphone: '마이크 끄기', camera: '카메라 끄기' },
  people: (count) => `${count}명`,
  away: '자리 비움…',
  link: {
    connecting: '연결 중…',
    connected: '',
    interrupted: '연결 끊김',
    failed: '연결할 수 없음',
  },
  returning: '통화로 돌아가는 중…',
  alone: '아직 아무도 없습니다.',
  reconnecting: '다시 연결하는 중입니다. 통화는 그동안 계속됩니다.',
  disconnected: '연결이 끊겼습니다. 다시 연결하는 중…',
  reconnected: '다시 연결되었습니다.',
  rejoin: '다시 참여',
  tryAgain: '다시 시도',
};
