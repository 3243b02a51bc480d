/** A video track that shows a moving shape, as a camera would show something. */
export function pictureTrack(colour: string): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 400;
  const context = canvas.getContext('2d');
  const [track] = canvas.captureStream(10).getVideoTracks();
  if (!context || !track) throw new Error('this browser cannot capture a canvas');
  let step = 0;
  const draw = () => {
    context.fillStyle = colour;
    context.fillRect(0, 0, 640, 400);
    context.fillStyle = '#f2d3b5';
    context.beginPath();
    context.ellipse(320 + 12 * Math.sin(step / 6), 190, 62, 80, 0, 0, 7);
    context.ellipse(320, 430, 170, 140, 0, 0, 7);
    context.fill();
    step += 1;
    if (track.readyState === 'live') setTimeout(draw, 100);
  };
  draw();
  return track;
}

/** An audio track of silence. */
export function silentTrack(): MediaStreamTrack {
  const [track] = new AudioContext().createMediaStreamDestination().stream.getAudioTracks();
  if (!track) throw new Error('this browser cannot make an audio track');
  return track;
}
