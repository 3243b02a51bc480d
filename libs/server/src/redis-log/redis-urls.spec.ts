import { expect, it } from 'vitest';
import { parseRedisUrls, RedisUrlError, withoutCredentials } from './redis-urls.ts';

it.each([
  'redis://localhost',
  'redis://localhost:6379/2',
  'rediss://user:secret@redis.example:6380',
  'redis://:secret@[::1]:6379',
])('takes %s', (url) => {
  expect(parseRedisUrls(url)).toEqual([url]);
});

it('takes several nodes of a cluster', () => {
  expect(parseRedisUrls('redis://a:7000, redis://b:7001')).toEqual(['redis://a:7000', 'redis://b:7001']);
});

it.each([
  '',
  'localhost:6379',
  'http://localhost',
  'redis://',
  'redis://a,',
  'redis://a/two',
  'redis://a:7000/1,redis://b:7001',
])('refuses "%s"', (text) => {
  expect(() => parseRedisUrls(text)).toThrow(RedisUrlError);
});

it('tells no password', () => {
  expect(() => parseRedisUrls('http://user:secret@host')).toThrow('"http://host"');
  expect(withoutCredentials('rediss://user:p@ss@redis.example')).toBe('rediss://redis.example');
});
