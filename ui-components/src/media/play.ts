/** `1:02:03` or `2:03`. */
export function stamp(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  return `${hours > 0 ? `${hours}:${two(Math.floor(whole / 60) % 60)}` : Math.floor(whole / 60)}:${two(whole % 60)}`;
}

/** Whether the address is that of sound or of film, as its name tells; what does not tell may have a picture. */
export function kindOf(src: string | null): 'audio' | 'video' {
  return /\.(mp3|m4a|aac|flac|ogg|opus|wav|mka)$/i.test(src ?? '') ? 'audio' : 'video';
}
