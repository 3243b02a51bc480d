/** How many pictures a second a camera makes after `makeSmallPictures`. */
export const SMALL_PICTURES_A_SECOND = 10;

/**
 * Lets the page's camera make few and small pictures, where one machine encodes and decodes for everybody. Runs in the
 * page before its scripts.
 */
export function makeSmallPictures(): void {
  const devices = navigator.mediaDevices;
  const getUserMedia = devices.getUserMedia.bind(devices);
  devices.getUserMedia = (constraints) =>
    getUserMedia(
      constraints?.video ? { ...constraints, video: { width: 320, height: 180, frameRate: 10 } } : constraints,
    );
}
